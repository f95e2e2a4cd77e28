import { Component, type ReactNode } from 'react'

/** Catches what should not happen: says so plainly and offers the way on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError = () => ({ failed: true })
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <main className="lone" role="alert">
        <h1>这一页出了差错</h1>
        <p>已经提交的内容都在系统里，没有丢。请刷新页面；仍不行请联系系统管理员，并告知时间和在做什么。</p>
        <p>
          <a href="/staff/">回到我的待办</a>
        </p>
      </main>
    )
  }
}
