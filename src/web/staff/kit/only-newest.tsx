/** Said where what was asked for is so frequent that only the newest files were looked at. */
export const OnlyNewest = ({ count }: { count: number }) => (
  <p className="list-more" role="status">
    <strong>{count === 0 ? '最近收到的纠纷里没有找到。' : `只列出最近的 ${count} 件。`}</strong>
    这几个字太常见，更早的没有全部查。请再写几个字，或者在“纠纷列表”里选好地方、时间再找。
  </p>
)
