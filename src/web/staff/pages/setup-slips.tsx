import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { LonePage } from '../kit/lone-page.tsx'
import type { SetupReply } from './setup.tsx'

/** The slips to cut and hand out: shown once, because only their hashes are kept. */
export function SetupSlips({ slips, counts }: Pick<SetupReply, 'slips' | 'counts'>) {
  const [kept, setKept] = useState(false)
  useEffect(() => {
    if (kept) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [kept])
  const print = () => {
    window.print()
    setKept(true)
  }
  return (
    <LonePage title="本县已经建立" wide>
      <p className="says-right" role="status">
        {counts.places} 个地方，{counts.units} 个单位，{counts.people} 个人。
      </p>
      <p className="says-wrong no-print">
        下面的开通码只显示这一次，离开本页就再也看不到。请现在打印，核对张数，剪开后当面交给本人。
      </p>
      <p className="no-print slips-acts">
        <Button type="primary" size="large" onClick={print}>
          打印纸条
        </Button>
        <a href="/staff/activate">去开通账号</a>
      </p>
      <ul className="slips">
        {slips.map((slip) => (
          <li key={slip.sign_in_name}>
            <dl className="facts">
              <dt>姓名</dt>
              <dd>
                <strong>{slip.name}</strong>
              </dd>
              <dt>用户名</dt>
              <dd className="code">{slip.sign_in_name}</dd>
              <dt>单位</dt>
              <dd>{slip.unit_name}</dd>
              <dt>岗位</dt>
              <dd>{slip.role_says}</dd>
              <dt>开通码</dt>
              <dd className="code slip-code">{slip.activation_code}</dd>
            </dl>
            <p>打开 {window.location.origin}/staff/activate ，输入开通码。请勿拍照转发。</p>
          </li>
        ))}
      </ul>
    </LonePage>
  )
}
