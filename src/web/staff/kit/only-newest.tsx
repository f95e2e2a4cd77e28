/**
 * Said where what was asked for is so frequent that not all of it was looked at. 查找 shows what answers exactly first, however old it is, and
 * a later page of a list begins further back: no number stands here.
 */
export const OnlyNewest = ({ where, none }: { where: 'find' | 'list'; none: boolean }) => (
  <p className="list-more" role="status">
    <strong>{none ? '看过的纠纷里没有找到。' : '更早的没有全部查。'}</strong>
    {where === 'find'
      ? '这些字或者名字太常见，只在最近收到的纠纷里找。找名字的，请写全名，或者写电话、编号；找字词的，请多写几个字，或者在“纠纷列表”里选好地方、时间再找。'
      : '这些字太常见，只看了这段时间里最近收到的几千件。要找更早的，请选“到”哪一天为止。'}
  </p>
)
