import { useMe } from '../session/me.ts'

/** What the three guardians find here: honestly, not much yet, and no case of anybody. */
export function GuardianPage() {
  const me = useMe()
  return (
    <section className="guardian" aria-labelledby="guardian-title">
      <h1 id="guardian-title">{me.post.role_says}</h1>
      <p>
        按三员分立的规定，系统管理员、安全审计员、个人信息保护负责人由三个人分别担任，都看不到任何一件纠纷的内容，也查不到它们是否存在。
      </p>
      <p>本版本还没有为这个岗位做的操作页面。您现在能做的只有：查看自己的账号，换岗位（有多个岗位时），退出登录。</p>
      <dl className="facts">
        <dt>姓名</dt>
        <dd>{me.name}</dd>
        <dt>单位</dt>
        <dd>{me.post.unit_name}</dd>
        <dt>岗位</dt>
        <dd>{me.post.role_says}</dd>
        {me.posts.length > 1 && (
          <>
            <dt>全部岗位</dt>
            <dd>{me.posts.map((post) => `${post.unit_name} · ${post.role_says}`).join('；')}</dd>
          </>
        )}
        <dt>自动退出</dt>
        <dd>{me.idle_minutes} 分钟没有操作</dd>
      </dl>
    </section>
  )
}
