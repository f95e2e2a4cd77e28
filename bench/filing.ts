const PLACE = 990326100210000

/** What somebody files: each another person, in the same village. */
export const filing = (n: number) => ({
  your_name: `试验人${n}`,
  reach: `1000${String(n).padStart(7, '0')}`,
  other_side: '隔壁邻居',
  place_code: PLACE,
  where_text: '村口',
  what_happened: `第 ${n} 次：邻居砌墙占了两家中间的水沟，下雨天水都流到我家院子里，说了几次都不听。`,
  wish: '把水沟让出来。',
})
