import { Popover } from 'antd'
import type { ClockCard } from '#contract/shared.ts'
import { articleOf, ClockWhy, clockSentence } from '#web/lib/clock-why.tsx'
import { dayWords, deadlineWords, toLocalField, urgencyOf } from '../wording.ts'

/** Where a clock's duty and its length come from, and why it is this day; a local promise says that it is one. `whole`: in one line first. */
export function ClockBasis({ clock, whole = false }: { clock: ClockCard; whole?: boolean }) {
  return (
    <dl className="basis">
      {whole && (
        <>
          <dt>期限</dt>
          <dd>{clockSentence(deadlineWords(clock), clock)}</dd>
        </>
      )}
      <dt>依据</dt>
      <dd>{clock.duty.join('；')}</dd>
      <dt>长短</dt>
      <dd>
        {clock.length_from}
        {clock.edition > 1 && `（按开始时的第 ${clock.edition} 版计）`}
      </dd>
      {(clock.because.length > 0 || clock.still_because !== null) && (
        <>
          <dt>为什么是这天</dt>
          <dd>
            <ClockWhy clock={clock} />
          </dd>
        </>
      )}
      {clock.warned.length > 0 && (
        <>
          <dt>提醒过</dt>
          <dd>{clock.warned.join('；')}</dd>
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

/**
 * A clock in two lines of a list: what is owed, by whom where not by the file's own unit, how pressing; by when, under which
 * article. `mine`: I owe something on this file myself.
 */
export function ClockLine({ clock, unit, mine = false }: { clock: ClockCard; unit: string; mine?: boolean }) {
  const law = articleOf(clock.duty[0])
  const told = clock.warned.at(-1)
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
          content={<ClockBasis clock={clock} whole />}
          trigger={['click']}
          placement="bottomLeft"
          getPopupContainer={withinMain}
        >
          <button type="button" className="text-button">
            {natureWords(clock.nature)}
            <span className="unseen">，{clock.says}的依据</span>
          </button>
        </Popover>
        {clock.nature !== 'agreed' && clock.length_says && (
          <span className="clock-line-law clock-line-length">{clock.length_says}</span>
        )}
        {law && <span className="clock-line-law">{law}</span>}
        {told && <span className="clock-told">{told}</span>}
      </div>
    </div>
  )
}
