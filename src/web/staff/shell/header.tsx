import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Refused, Unreachable } from '#web/lib/call.ts'
import { Link } from '../kit/link.tsx'
import { Mark } from '../kit/mark.tsx'
import { hasUnsent } from '../session/drafts.ts'
import { leave } from '../session/leave.ts'
import { useCounty, useMe } from '../session/me.ts'
import { FindBox } from './find-box.tsx'
import { PostSwitch } from './post-switch.tsx'

/** County, finding, who I am, and the way out. */
export function Header() {
  const county = useCounty().data
  const me = useMe()
  const queries = useQueryClient()
  const { message, modal } = App.useApp()
  const [leaving, setLeaving] = useState(false)

  const goOut = async () => {
    if (
      hasUnsent() &&
      !(await modal.confirm({
        title: '还有没提交的内容',
        content: '退出后这些内容会清掉。',
        scrollLock: false,
        okText: '仍然退出',
        cancelText: '先不退出',
      }))
    )
      return
    setLeaving(true)
    try {
      await leave(queries)
    } catch (error) {
      if (error instanceof Refused && error.status === 401) window.location.assign('/staff/sign-in')
      else if (error instanceof Refused || error instanceof Unreachable)
        message.error('还没有退出：没有连上系统。请再点一次；离开前请关掉浏览器。')
      else throw error
    } finally {
      setLeaving(false)
    }
  }

  return (
    <header className="head">
      <Link to="/staff/" className="head-home">
        <Mark />
        <strong>枫桥</strong>
        <span>{county?.name}</span>
      </Link>
      {me.sees_cases && <FindBox />}
      <div className="head-me">
        <span className="head-name">{me.name}</span>
        {me.posts.length > 1 ? (
          <PostSwitch />
        ) : (
          <span className="head-post">
            {me.post.unit_name} · {me.post.role_says}
          </span>
        )}
        <Button type="text" className="head-out" loading={leaving} onClick={goOut}>
          退出
        </Button>
      </div>
    </header>
  )
}
