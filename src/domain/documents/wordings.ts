import { ROUTES } from '../triage/routes.ts'

/** A piece of fixed wording as it is drawn. */
export type Wording = { kind: 'paragraph'; text: string } | { kind: 'list'; label: string; items: string[] }

/**
 * Fixed wording by piece and version. A paper names the piece and version it was made with, so a version that was ever
 * released is never edited (a test pins each): new words are a new version.
 */
const WORDINGS = {
  limitation_interrupted: {
    1: (): Wording => ({
      kind: 'paragraph',
      text: '属于民事纠纷、还没有过诉讼时效的，从收到之日起诉讼时效中断、重新计算（最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定 第十二条）。申请仲裁、行政复议的期限另算，不一定因此延长，请不要耽误。收到的时间任何人都不能改动。',
    }),
  },
  rights_and_duties: {
    1: (): Wording => ({
      kind: 'list',
      label: '您的权利和义务',
      items: [
        '调解完全自愿：您可以同意，可以不同意，随时可以退出，不用说理由（人民调解法 第十七条、第二十三条、第二十六条）。',
        '您可以选择调解员，也可以不接受指定的调解员；调解员和任何一方有关系的，您可以要求换人（人民调解法 第十九条、第二十三条）。',
        '您可以要求公开进行，也可以要求不公开（人民调解法 第二十三条）。',
        '您可以自由表达意愿，自己决定是否达成协议（人民调解法 第二十三条）。',
        '调解不收任何费用（人民调解法 第四条）。',
        '请如实说明情况，遵守现场秩序，尊重调解员和对方（人民调解法 第二十四条）。',
        '不愿意调解，或者调解不成，您可以向人民法院起诉，也可以走别的途径；调解不是起诉的前提（人民调解法 第三条、第二十六条）。',
        '以骗取利益为目的串通起来假调解，要承担法律责任（民事诉讼法 第一百一十五条、第一百一十六条）。',
      ],
    }),
  },
  /** What a committee is and by which principles it works: at the head of the notice of rights (domain 3.2 D-03). */
  about_mediation: {
    1: (): Wording => ({
      kind: 'paragraph',
      text: '人民调解委员会是依法设立的调解民间纠纷的群众性组织。调解依照三条原则：在当事人自愿、平等的基础上进行；不违背法律、法规和国家政策；尊重当事人的权利，不得因调解而阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利（人民调解法 第三条、第七条）。',
    }),
  },
  /** Confidentiality, recording, personal information: told before anybody says anything (人民调解法 15; 个人信息保护法 17). */
  confidential_and_personal: {
    1: (): Wording => ({
      kind: 'list',
      label: '保密和个人信息',
      items: [
        '调解员对当事人的个人隐私、商业秘密负有保密义务（人民调解法 第十五条第四项）。调解笔录和协议不对外公开；为了谈成而作的让步，不能拿到别处当作对您不利的证据。',
        '调解需要录音、录像的，事先告诉各方。没有各方同意，请不要自己录音、录像、直播。',
        '登记您的姓名、联系方式等，只用来调解这件事、联系您、制作和保存调解档案；您可以查阅、复制，有错的可以要求更正（个人信息保护法 第十七条、第四十五条、第四十六条）。',
      ],
    }),
  },
  /** On the joint application for judicial confirmation (domain 3.2 D-11). */
  sincerity: {
    1: (): Wording => ({
      kind: 'list',
      label: '双方承诺',
      items: [
        '双方出于解决纠纷的目的自愿达成调解协议，没有恶意串通、规避法律的行为。',
        '因为这份协议的内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。',
        '申请书和所附材料都是真实的。',
      ],
    }),
  },
  /** The consent before a name is written on glass (电子签名法 3): each may say no and sign on paper. */
  signing_on_screen: {
    1: (): Wording => ({
      kind: 'list',
      label: '同意在屏幕上签',
      items: [
        '我同意用电子签名签这份协议（电子签名法 第三条）。也可以不同意：在纸上签，效力一样，办事不受影响。',
        '我签的就是上面这一版；签了以后一个字也不改，要改就是新的一版，重新签。',
        '我写的名字只印在盖章的协议上，由办理的单位保存，不作别的用途。',
      ],
    }),
  },
  effect_of_agreement: {
    1: (): Wording => ({
      kind: 'list',
      label: '这份协议有什么用',
      items: [
        '协议对双方有约束力，应当按约定履行（人民调解法 第三十一条）。',
        '对履行或者内容有争议，可以向人民法院起诉（人民调解法 第三十二条）。',
        '自协议生效之日起 30 日内，双方可以一起向人民法院申请司法确认；确认有效后，一方不履行，另一方可以申请强制执行（人民调解法 第三十三条；民事诉讼法 第二百零五条、第二百零六条）。',
      ],
    }),
  },
  other_routes: {
    1: (): Wording => ({
      kind: 'list',
      label: '您还可以走的途径（不必先调解）',
      items: ROUTES[1].map((route) => `${route.name}：${route.fits}${route.where}${route.limit}（${route.law}）`),
    }),
  },
} as const
export type Piece = keyof typeof WORDINGS
export const PIECE_NAMES = Object.keys(WORDINGS) as [Piece, ...Piece[]]

/** The last version of a piece that the program itself brought. */
export const latestBuiltIn = (piece: Piece): number => Math.max(...Object.keys(WORDINGS[piece]).map(Number))

/** Every released piece and version, for the test that pins them. */
export const RELEASED: readonly [Piece, number][] = Object.entries(WORDINGS).flatMap(([piece, versions]) =>
  Object.keys(versions).map((version): [Piece, number] => [piece as Piece, Number(version)]),
)

const builtIn = (piece: string, version: number): (() => Wording) | undefined =>
  (WORDINGS as Record<string, Record<number, () => Wording>>)[piece]?.[version]

/** Whether the program itself brought this version; all others are rows that a county released. */
export const isBuiltIn = (piece: string, version: number): boolean => builtIn(piece, version) !== undefined

/**
 * The words of a piece at a version.
 * @param stored the county's own versions that may be named
 * @throws when a paper names what was never released: that is a fault of ours
 */
export function wordingOf(
  piece: string,
  version: number,
  stored: readonly { piece: string; version: number; body: Wording }[] = [],
): Wording {
  const own = stored.find((it) => it.piece === piece && it.version === version)
  if (own) return own.body
  const make = builtIn(piece, version)
  if (!make) throw new Error(`there is no wording ${piece} of version ${version}`)
  return make()
}
