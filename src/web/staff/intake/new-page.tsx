import { useState } from 'react'
import { Link } from '../kit/link.tsx'
import { useAddress } from '../router.ts'
import { useMe } from '../session/me.ts'
import { ClueForm } from './clue-form.tsx'
import { type Opening, openingsOf } from './entry.ts'
import { OpenedPage } from './opened-page.tsx'
import { type Opened, TakeDownForm } from './take-down-form.tsx'

const WORDS: Record<Opening, { tab: string; title: string; done: string; says: string; next: string }> = {
  take_down: {
    tab: '登记纠纷',
    title: '登记一件纠纷',
    done: '登记好了',
    says: '请把回执交给申请人：收到的时间、谁在管、还有哪些途径，都写在上面。',
    next: '登记下一件',
  },
  hand_over: {
    tab: '移送纠纷',
    title: '移送一件纠纷',
    done: '已经移送',
    says: '请把编号告诉当事人。办到哪一步、结果怎样，您的单位都能看到。',
    next: '移送下一件',
  },
  report_clue: {
    tab: '上报线索',
    title: '上报一条线索',
    done: '线索已经上报',
    says: '核实以后转为纠纷还是销号，这里都能看到。',
    next: '上报下一条',
  },
}

/** What this post may write down anew, each on one page. */
export function NewPage() {
  const me = useMe()
  const { search } = useAddress()
  const [opened, setOpened] = useState<Opened | null>(null)
  const openings = openingsOf(me.post.role)
  const asked = new URLSearchParams(search).get('kind')
  const opening = openings.find((one) => one === asked) ?? openings[0]
  if (!opening)
    return (
      <div className="empty">
        <h1>这个岗位不登记新纠纷</h1>
        <p>请当事人到村（社区）或乡镇的受理窗口，或者请当事人自己用手机提交；您这边继续办已经交来的。</p>
      </div>
    )
  const words = WORDS[opening]
  if (opened)
    return (
      <OpenedPage
        opened={opened}
        title={words.done}
        says={words.says}
        nextSays={words.next}
        onNext={() => setOpened(null)}
      />
    )
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
        {openings.length > 1 && (
          <nav className="tabs" aria-label="登记什么">
            {openings.map((one) => (
              <Link
                key={one}
                to={one === openings[0] ? '/staff/new' : `/staff/new?kind=${one}`}
                {...(one === opening ? { 'aria-current': 'page' as const } : {})}
              >
                {WORDS[one].tab}
              </Link>
            ))}
          </nav>
        )}
      </div>
      {opening === 'report_clue' ? (
        <ClueForm onOpened={setOpened} />
      ) : (
        <TakeDownForm key={opening} opening={opening} onOpened={setOpened} />
      )}
    </>
  )
}
