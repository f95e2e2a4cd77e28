import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { enterDemo, type Me } from '#contract/identity.ts'
import { TroubleNote } from '../kit/trouble.tsx'
import { useSubmit } from '../kit/use-submit.ts'
import { demoEntered, rememberDemo } from './demo-name.ts'
import { dropAllDrafts } from './drafts.ts'
import { type Lapse, setLapse } from './lapse.ts'
import { ME } from './me.ts'
import { SignInForm } from './sign-in-form.tsx'

const SAYS: Record<Lapse, { title: string; says: string }> = {
  idle: { title: '请重新登录', says: '太久没有操作，或者登录已经结束。重新登录后接着做，没提交的内容还在这一页。' },
  rights: { title: '岗位或权限有变动', says: '您的岗位或权限刚刚有变动，请重新登录。没提交的内容还在这一页。' },
}

/** Covers the page when the session ended; the page stays mounted beneath, with all that was typed. */
export function LapseModal({ lapse, me }: { lapse: Lapse | null; me: Me }) {
  const queries = useQueryClient()
  const demo = useSubmit(enterDemo)
  // Asked each time it opens: somebody may have entered the demo since.
  const demoName = lapse ? demoEntered() : null

  const comeBack = (who: Me) => {
    if (who.person_id !== me.person_id) {
      // Somebody else sits here now: nothing of the one before may stay on the screen.
      dropAllDrafts()
      rememberDemo(null)
      window.location.assign('/staff/')
      return
    }
    queries.setQueryData(ME, who)
    setLapse(null)
    queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] })
  }

  return (
    <Modal
      open={lapse !== null}
      title={SAYS[lapse ?? 'idle'].title}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      rootClassName="lapse-cover"
      width={400}
      destroyOnHidden
      scrollLock={false}
      zIndex={2000}
      centered
    >
      <p className="quiet">{SAYS[lapse ?? 'idle'].says}</p>
      {demoName ? (
        <>
          <TroubleNote trouble={demo.trouble} />
          <Button
            type="primary"
            block
            size="large"
            autoFocus
            loading={demo.busy}
            onClick={async () => {
              const who = await demo.submit({ body: { sign_in_name: demoName } })
              if (who) comeBack(who)
            }}
          >
            继续以“{me.name}”演示
          </Button>
        </>
      ) : (
        <SignInForm onSignedIn={comeBack} />
      )}
      <p className="lapse-leave">
        <a href="/staff/sign-in" onClick={dropAllDrafts}>
          换一个人登录（这一页没提交的内容会清掉）
        </a>
      </p>
    </Modal>
  )
}
