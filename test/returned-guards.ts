import type { GuardName } from '#domain/guards.ts'
import type { PaperToSign, Read, ReturnedPaper, Scan } from '#domain/returned/facts.ts'
import { type Case, named } from './guard-parts.ts'
import * as one from './parts.ts'
import { uuid } from './world-of-rules.ts'

const HASH = 'ab'.repeat(32)
const AGREEMENT = one.agreement('signing')
export const PAPER: PaperToSign = {
  ...{ id: uuid(70), form: 'D-08', title: '调解协议书', step: 'lay_out_agreement', part_id: AGREEMENT.id },
  lines: [
    { role: '申请人', names: ['苗秀禾'], how: ['name', 'finger'] },
    { role: '参加人', names: [], how: ['name'] },
  ],
  ...{ edition: 1, later: false, content_hash: HASH },
}
const page = (nth: number, of = 3, more: object = {}): Read => ({
  kind: 'page',
  code: { paper_id: PAPER.id, edition: 1, page: nth, of, hash: HASH.slice(0, 16), ...more },
})
const scan = (id: number, ...read: Read[]): Scan => ({
  file: {
    ...{ upload_id: uuid(id), name: '1.jpg', kind: 'jpeg', size: 1, sha256: 'c'.repeat(64), pages: 1 },
    ...{ previews: read.length, no_preview: null },
  },
  of: 3,
  read,
  foreign: false,
})
const UNREAD: Read = { kind: 'nothing' }
const HAND = { role: '申请人', name: '苗秀禾', how: ['name'], witness: '' }
const said = (more: object = {}) => ({ paper_id: PAPER.id, of: 3, pages: [], hands: [HAND], note: '', ...more })
const of = (more: object = {}, here: object = { to_sign: PAPER }) => ({
  input: said(more),
  here: { named: named(here) },
})
/** One page is said to be this, where that was read on it. */
const read = (it: Read, more: object = {}, all: object = {}) =>
  of(
    { pages: [{ upload_id: uuid(1), nth: 1, page: 1, by_hand: false, ...more }], ...all },
    { to_sign: PAPER, scans: [scan(1, it, it)] },
  )
const RETURNED: ReturnedPaper = {
  ...{ id: uuid(3), paper_id: PAPER.id, part_id: AGREEMENT.id, form: 'D-08', title: '调解协议书', edition: 1, of: 1 },
  content_hash: HASH,
  ...{ pages: [], hands: [], note: '', at: '2026-03-01T01:00:00.000Z', by: { person_id: uuid(5), name: '苗秀禾' } },
}
const came = (times: number) => one.dispute('open', { returned_papers: Array.from({ length: times }, () => RETURNED) })
const hands = (...all: object[]) => of({ hands: all.map((it) => ({ ...HAND, ...it })) })

/** For each guard about papers that come back a case it refuses and one it lets through. */
export const RETURN_CASES = {
  reads_papers: [
    ['whoever has nothing to do with it', [one.dispute('open')], 'papers_closed', { here: { file: null } }],
    ['who handles it', [one.dispute('open')], null],
  ],
  room_for_returns: [
    ['sixty came back', [came(60)], 'returns_full'],
    ['fifty-nine did', [came(59)], null],
  ],
  paper_has_lines: [
    ['no such paper', [], 'paper_not_signed_by_hand', of({}, {})],
    ['a receipt', [], 'paper_not_signed_by_hand', of({}, { to_sign: { ...PAPER, lines: [] } })],
    ['an agreement', [], null, of()],
  ],
  print_stands: [
    ['taken back', [one.agreement('drafting')], 'print_overtaken', of()],
    ['laid out anew', [AGREEMENT], 'print_overtaken', of({}, { to_sign: { ...PAPER, later: true } })],
    ['being signed', [AGREEMENT], null, of()],
    [
      'a record, whatever became of the agreement',
      [one.agreement('drafting')],
      null,
      of({}, { to_sign: { ...PAPER, step: 'record_session' } }),
    ],
  ],
  scans_sound: [
    ['a stranger’s file', [], 'no_such_scan', of({ pages: [{ upload_id: uuid(2), nth: 1, page: 1 }] })],
    ['a picture it does not have', [], 'no_such_scan', read(page(1), { nth: 3 })],
    [
      'with a page of another family’s among its pictures',
      [],
      'scan_of_two_files',
      of(
        { pages: [{ upload_id: uuid(1), nth: 1, page: 1, by_hand: false }] },
        { to_sign: PAPER, scans: [{ ...scan(1, page(1)), foreign: true }] },
      ),
    ],
    ['hers', [], null, read(page(1))],
  ],
  pages_as_read: [
    ['another page', [], 'page_not_as_read', read(page(2))],
    ['another paper', [], 'page_not_as_read', read(page(1, 3, { paper_id: uuid(71) }))],
    ['another content', [], 'page_not_as_read', read(page(1, 3, { hash: 'cd'.repeat(8) }))],
    ['read, and yet said by hand', [], 'page_not_as_read', read(page(1), { by_hand: true })],
    ['a sealed copy', [], 'page_not_as_read', read({ kind: 'sealed' }, { by_hand: true })],
    ['a forged code', [], 'page_not_as_read', read({ kind: 'forged' }, { by_hand: true })],
    ['of a print of five pages', [], 'pages_of_two_prints', read(page(1, 5))],
    ['no code, and nobody says so', [], 'page_unreadable', read(UNREAD)],
    ['by hand a page it does not have', [], 'page_not_as_read', read(UNREAD, { page: 4, by_hand: true })],
    ['by hand alone, of five pages', [], 'pages_of_two_prints', read(UNREAD, { by_hand: true }, { of: 5 })],
    ['counted by hand, although a code tells it', [], 'pages_of_two_prints', read(page(1), {}, { of_by_hand: true })],
    [
      'by hand alone, of five pages, as somebody counted',
      [],
      null,
      read(UNREAD, { by_hand: true }, { of: 5, of_by_hand: true }),
    ],
    [
      'by hand alone, of as many pages as came back of it by their codes',
      [one.dispute('open', { returned_papers: [{ ...RETURNED, of: 5 }] })],
      null,
      read(UNREAD, { by_hand: true }, { of: 5 }),
    ],
    [
      'one page twice',
      [],
      'page_twice',
      of({ pages: [1, 2].map((id) => ({ upload_id: uuid(id), nth: 1, page: 1, by_hand: false })) }),
    ],
    [
      'one picture for two pages',
      [],
      'page_twice',
      of({ pages: [1, 2].map((nth) => ({ upload_id: uuid(1), nth: 1, page: nth, by_hand: false })) }),
    ],
    ['by its code', [], null, read(page(1))],
    ['by hand', [], null, read(UNREAD, { page: 2, by_hand: true })],
  ],
  hands_on_lines: [
    ['a name that is not there', [], 'signer_not_on_paper', hands({ name: '邢大山' })],
    ['a line that is not there', [], 'signer_not_on_paper', hands({ role: '被申请人' })],
    ['the same hand twice', [], 'signer_not_on_paper', hands({}, {})],
    ['hers, and one on a line for the pen', [], null, hands({}, { role: '参加人', name: '宋春生' })],
  ],
  fingers_witnessed: [
    ['a finger alone', [], 'finger_needs_witness', hands({ how: ['finger'] })],
    [
      'nobody was there, and it says so',
      [],
      null,
      hands({ how: ['finger'], witness: '没有见证人：当时只有她一人在家' }),
    ],
    ['with a witness', [], null, hands({ how: ['finger'], witness: '宋春生' })],
    ['a name and a finger', [], null, hands({ how: ['name', 'finger'] })],
  ],
} as const satisfies Partial<Record<GuardName, readonly Case[]>>
