import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useEffect } from 'react'
import { switchPost } from '#contract/identity.ts'
import { useSubmit } from '../kit/use-submit.ts'
import { go } from '../router.ts'
import { ME, useMe } from '../session/me.ts'

/** Chooses the post to work under; what was seen under the other one is forgotten. */
export function PostSwitch() {
  const me = useMe()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { submit, busy, trouble } = useSubmit(switchPost)
  useEffect(() => {
    if (trouble) message.error(`${trouble.title}${trouble.detail}`)
  }, [trouble, message])
  return (
    <select
      className="head-switch"
      aria-label="以哪个岗位工作"
      disabled={busy}
      value={me.post.id}
      onChange={async ({ target }) => {
        const who = await submit({ body: { post_id: target.value } })
        if (!who) return
        queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ME[0] && queryKey[0] !== 'county' })
        queries.setQueryData(ME, who)
        go('/staff/')
      }}
    >
      {me.posts.map((post) => (
        <option key={post.id} value={post.id}>
          {post.unit_name} · {post.role_says}
        </option>
      ))}
    </select>
  )
}
