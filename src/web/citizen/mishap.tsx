import { Component, type ReactNode } from 'react'

/** Catches what no page foresaw: says so plainly, and that nothing written is lost. */
export class Mishap extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <main className="mishap">
        <h1>页面出了点问题</h1>
        <p>您写的内容还保存在这台手机上，没有丢。请点下面的按钮重新打开。</p>
        <button type="button" className="button" onClick={() => window.location.reload()}>
          重新打开
        </button>
        <p>
          <a href="/">回到首页</a>
        </p>
      </main>
    )
  }
}
