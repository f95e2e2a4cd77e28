/** That signs of violence, crime or abuse were reported on a file: seen at a glance, without shouting. */
export const DangerMark = ({ state }: { state: 'open' | 'answered' }) => (
  <span className="danger-mark" data-state={state}>
    {state === 'open' ? '激化风险，待报公安' : '有激化风险'}
  </span>
)
