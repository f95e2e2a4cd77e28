import { useEffect, useState } from 'react'

/** Says that something is being fetched, once that takes long enough to wonder. */
export function Waiting({ what = '正在打开' }: { what?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 400)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="waiting" role="status">
      {late ? `${what}……` : ''}
    </div>
  )
}
