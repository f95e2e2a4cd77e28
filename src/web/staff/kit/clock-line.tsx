import { Popover } from 'antd'
import type { ClockCard } from '#contract/shared.ts'
import { dayWords, deadlineWords, toLocalField, urgencyOf } from '../wording.ts'

/** Where a clock's duty and its length come from; a local promise says that it is one. */
export function ClockBasis({ clock }: { clock: ClockCard }) {
  return (
    <dl className="basis">
      <dt>依据</dt>
      <dd>{clock.duty.join('；')}</dd>
      <dt>期限</dt>
      <dd>{clock.length_from}</dd>
      {clock.provisional && (
        <>
          <dt>注意</dt>
          <dd>放假安排还没有公布，到期日可能变动。</dd>
        </>
      )}
    </dl>
  )
}

/** Only the clock's nature, in two or three words: never dressed as law when it is not. */
export const natureWords = (nature: ClockCard['nature']): string =>
  ({ fixed: '法定期限', maximum: '法定最长', local: '本县约定', agreed: '双方约定' })[nature]

const withinMain = (node: HTMLElement): HTMLElement => node.closest('main') ?? document.body

const hourOf = (instant: string): string => toLocalField(instant).slice(11, 16)

/** The article without what it is about. */
const article = (duty: string | undefined): string => duty?.replace(/（.*）/, '').replace(/^本县约定：.*/, '') ?? ''

/**
 * A clock in two lines of a list: what is owed, by whom where not by the file's own unit, how pressing; by when, under which
 * article. `mine`: I owe something on this file myself.
 */
export function ClockLine({ clock, unit, mine = false }: { clock: ClockCard; unit: string; mine?: boolean }) {
  const law = article(clock.duty[0])
  return (
    <div className="clock-line" data-urgency={urgencyOf(clock)}>
      <div className="clock-line-main">
        <span>{clock.says}</span>
        <strong>{deadlineWords(clock)}</strong>
        {mine && <span className="mine-mark">归我办</span>}
        {clock.owed_by !== unit && !(mine && clock.owes === 'person') && (
          <span className="clock-line-who" title={clock.owed_by}>
            {clock.owed_by}
          </span>
        )}
      </div>
      <div className="clock-line-more">
        {clock.state === 'running' && (
          <span>
            {clock.due_at ? `${dayWords(clock.due_on)} ${hourOf(clock.due_at)} ` : dayWords(clock.due_on)}到期
          </span>
        )}
        <Popover
          content={<ClockBasis clock={clock} />}
          trigger={['click']}
          placement="bottomLeft"
          getPopupContainer={withinMain}
        >
          <button type="button" className="text-button">
            {natureWords(clock.nature)}
            <span className="unseen">，{clock.says}的依据</span>
          </button>
        </Popover>
        {law && <span className="clock-line-law">{law}</span>}
      </div>
    </div>
  )
}
