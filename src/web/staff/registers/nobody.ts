/** Beside every text of receptions and sites. */
export const NOBODY = '不写来访人、当事人的姓名和电话：很多单位看得到。'
