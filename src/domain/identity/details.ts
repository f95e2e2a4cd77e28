/**
 * What the ministry's printed forms ask of a party besides her name (domain 3.2 D-01). Nobody need say any of it: what is not
 * said is a line for the pen. Ethnicity is asked for by the form alone and used for nothing else (个人信息保护法 6; INV-9).
 */
export type PartyDetails = {
  sex?: 'female' | 'male'
  ethnicity?: string
  occupation?: string
  /** Where she lives, as she gave it for papers that both sides read. */
  address?: string
  /** Of an organisation: who represents it by law, and as what. */
  legal_representative?: string
  post_title?: string
}
export const DETAIL_WORDS: Readonly<Record<keyof PartyDetails, string>> = {
  sex: '性别',
  ethnicity: '民族',
  occupation: '职业或职务',
  address: '单位或住址',
  legal_representative: '法定代表人',
  post_title: '职务',
}
