import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { ACTS } from '#contract/acts.ts'
import { ENDPOINTS } from '#contract/all.ts'
import { faces } from '#demo/faces.ts'
import { dayIn } from '#domain/clocks/calendar.ts'
import { FORMS } from '#domain/documents/forms.ts'
import { linesOf } from '#domain/documents/wording-rules.ts'
import { wordingOf } from '#domain/documents/wordings.ts'
import { mondayOf } from '#domain/organisations/duty.ts'
import type { StepName } from '#domain/table.ts'
import { firstWords } from '#domain/triage/guess.ts'
import { FIRST_SELF_HELP } from '#domain/triage/self-help-first.ts'
import { now, secondsAfter } from '#server/clock.ts'
import { makeCopy } from '#server/seals/make-copy.ts'
import { administration } from './administration-questions.ts'
import { agentLinks } from './agent-links.ts'
import { CASES } from './cases/all.ts'
import { CREW, type CrewName } from './crew.ts'
import { soundUpload } from './evidence.ts'
import { type speaker, speaker as speakerFor } from './make.ts'
import { registerQuestions } from './register-questions.ts'
import { returnQuestions } from './returned.ts'
import { loans, sheetOf } from './sheet.ts'
import { smallPdf } from './small-pdf.ts'
import { p, templateOf } from './template-files.ts'
import { addressOf, partOf, type Walks, walks } from './walks.ts'
import { handedOver, PARTIES, type Point, ROOTS, type Walk, type Who } from './ways.ts'
import type { TestWorld } from './world.ts'

/** Everybody who may stand before the door, as seen from one file of one village: by which link, or where and as what. */
export const CALLERS = {
  anyone: null,
  agent: 'link of the applicant’s agent in this file, who has every power',
  party: 'link of this file: the applicant’s own',
  respondent: 'link of this file: the other side’s invitation',
  other: 'link of another file',
  ...CREW,
} as const
export type CallerName = keyof typeof CALLERS

const isOpenToHim = (id: string): boolean =>
  ENDPOINTS.some((endpoint) => endpoint.id === id && endpoint.who.includes('agent'))

export type Ask = { method: 'GET' | 'POST' | 'DELETE'; url: string; body?: object }

const SLIP = {
  code: 'AAAA-AAAA-AAAA-AAAA',
  password: '一句足够长又好记的话 2026',
  totp_secret: 'A'.repeat(32),
  totp_code: '000000',
}
/** The year that has no notice yet, as one might come out. */
export const PATTERN = {
  ...{ pattern: '〔{year}〕{unit}民调字第{n}号', from_on: '2099-01-01', reason: '按市里统一的写法', base_version: 0 },
}
/** The rights read out, with one line more. */
const rights = wordingOf('rights_and_duties', 1)
export const WORDING = {
  label: rights.kind === 'list' ? rights.label : '',
  lines: [...linesOf(rights), '您可以用自己听得懂的话说。'],
  effective_on: '2099-01-01',
  reason: '老人多，写得再明白一些',
  base_version: 0,
}
export const TEMPLATE = {
  name: '封底.docx',
  file: templateOf(p('{本卷共几页}')).toString('base64'),
  effective_on: '2099-01-01',
  reason: '照县里统一的样子',
  base_version: 0,
}
export const NOTICE = {
  year: 2027,
  document: '国办发明电〔2026〕99号',
  holidays: [
    { name: '元旦', from: '2027-01-01', to: '2027-01-03' },
    { name: '春节', from: '2027-02-05', to: '2027-02-11' },
    { name: '清明节', from: '2027-04-03', to: '2027-04-05' },
    { name: '劳动节', from: '2027-05-01', to: '2027-05-05' },
    { name: '国庆节', from: '2027-10-01', to: '2027-10-07' },
  ],
  worked: ['2027-02-14', '2027-02-20'],
  reason: '通知已经公布，照原文录入',
}
const get = (url: string): Ask => ({ method: 'GET', url })
const post = (url: string, body: object): Ask => ({ method: 'POST', url, body })

/** A matter settled in hand, on one page. */
export const onOnePage = (place_code: number): object => ({
  place_code,
  where_text: '村口',
  dispute_type: 'M02',
  parties: PARTIES,
  what_happened: '羊吃了半分地的菜，两家在村口争起来。',
  came_at: secondsAfter(now(), -3_600),
  settled_at: secondsAfter(now(), -600),
  everybody_agreed: true,
  rights_told: true,
  clauses: [
    {
      nature: 'pay',
      debtors: [{ party: 1 }],
      creditors: [0],
      what: '赔偿青菜损失',
      amount: '60',
      due: { kind: 'at_signing' },
      done_now: true,
    },
  ],
})

/** The front door with everybody before it: who they are, files at every point of the walk, and how each endpoint is asked. */
export async function crowd(world: TestWorld, app: FastifyInstance) {
  const door: Walks = await walks(world, app)
  const { crew, walkTo } = door
  const village = crew.director.place_code
  /** The file questions are asked about; somebody else's; and one the crew of this village cannot see. */
  const another = await walkTo('in_session')
  const foreign = await walkTo('invited')
  /** What the applicant of one says of its mediator. */
  let complained: Walk | null = null
  const complaintOf = async (): Promise<Walk> => {
    complained ??= await walkTo('complained')
    return complained
  }
  /** One that somebody reported who asked for protection. */
  let reported: Walk | null = null
  /** One with a sealed note. */
  let sealed: Walk | null = null
  /** One whose agreement lies before the parties. */
  let laidOut: Walk | null = null

  /** An upload the director has begun, by its address. */
  const begun = async (): Promise<string> => {
    const director = await door.as('director')
    const base = `/api/disputes/${another.file_id}/uploads`
    const { id } = (await director.post(base, { name: '借条.jpg', size: 10 })).json() as { id: string }
    // No more than so many may wait at once.
    if (lastBegun) await director.post(`${base}/${lastBegun}/drop`, {})
    lastBegun = id
    return `${base}/${id}`
  }
  let lastBegun: string | null = null
  /** The applicant's, with its file, by its address. */
  let evidence: string | null = null
  const evident = async (): Promise<string> => {
    if (evidence) return evidence
    const upload_id = await soundUpload(world, another.file_id, { by_person: crew.director.person_id })
    const given = await door.take('director', 'provide_evidence', another, { ...handedOver(another), upload_id })
    const { parts } = JSON.parse(given.body) as { parts: { part: string; id: string }[] }
    evidence = `/api/disputes/${another.file_id}/evidence/${parts.find(({ part }) => part === 'evidence')?.id}`
    return evidence
  }

  const agents = agentLinks(door)
  /** An agent comes by a link of this file where the endpoint is open to agents; else by one of another file, for the same answer. */
  const as = async (caller: CallerName, on: Walk = another, id = ''): Promise<ReturnType<typeof speaker>> => {
    if (caller === 'agent')
      return speakerFor(app, { link: (isOpenToHim(id) && (await agents(on))) || ((await agents(another)) ?? '') })
    if (caller === 'other') return speakerFor(app, { link: foreign.link })
    if (caller === 'party') return door.as('applicant', on.link ? on : another)
    // Where this file knows no other side yet, she comes with the invitation to another.
    if (caller === 'respondent') return door.as('respondent', on.invitation ? on : foreign)
    return door.as(caller, on)
  }

  /** A sheet of two lines that nobody sent before; and one the village's director has written down. */
  const sheet = async () => ({
    workbook: await sheetOf(loans(2, randomUUID().slice(0, 8))),
    channel: 'CH03',
    place_code: village,
  })
  const fileSheet = async (): Promise<string> => {
    const filed = await (await door.as('director')).post('/api/batches', await sheet())
    return String((filed.json() as { batch_id?: string }).batch_id)
  }
  /** One of each for all who only look: neither to check a sheet nor to read a batch does anything to it. */
  let checked: ReturnType<typeof sheet> | null = null
  let filed: Promise<string> | null = null
  const sheetToCheck = (): ReturnType<typeof sheet> => {
    checked ??= sheet()
    return checked
  }
  const batchToRead = (): Promise<string> => {
    filed ??= fileSheet()
    return filed
  }

  /** A new edition of a table of rules, on top of the one that holds. */
  const edition = async (kind: string, body: object) => {
    const { rows } = await world.owner.query<{ held: number }>(
      'select coalesce(max(version), 0)::int as held from rule_editions where kind = $1',
      [kind],
    )
    return { ...body, base_version: rows[0]?.held ?? 0, reason: '按群众的说法补上几个词' }
  }

  /** This week's roster of the caller's own unit, with herself on it, on top of the one that holds. */
  const roster = async (caller: CallerName): Promise<Ask> => {
    const { unit_id, person_id } = crew[caller in crew ? (caller as CrewName) : 'director']
    const monday = mondayOf(dayIn(now()))
    const { rows } = await world.owner.query<{ held: number }>(
      'select coalesce(max(version), 0)::int as held from duty_weeks where unit_id = $1 and monday = $2',
      [unit_id, monday],
    )
    return post(`/api/duty-weeks/${unit_id}`, {
      monday,
      base_version: rows[0]?.held ?? 0,
      shifts: [{ person_id, on: monday, half: 'day' }],
    })
  }

  const receiptOf = async ({ file_id }: Walk): Promise<string> => {
    const { rows } = await world.owner.query<{ id: string }>(
      `select id from papers where file_id = $1 and form = 'D-02r'`,
      [file_id],
    )
    return rows[0]?.id ?? ''
  }

  /** A notice of the file both sides have, sealed once and its copy made. */
  let sealedNotice: string | null = null
  const sealOn = async (on: Walk): Promise<string> => {
    if (sealedNotice) return sealedNotice
    const page = async () => (await (await door.as('director')).get(`/api/disputes/${on.file_id}`)).json()
    const { sealable } = (await page()).seals as { sealable: { paper_id: string; title: string }[] }
    const paper_id = sealable.find(({ title }) => title === FORMS['D-18'])?.paper_id
    await door.take('director', 'seal_paper', on, { paper_id, because: '当事人要盖章的一份。' })
    sealedNotice = String((await page()).seals.issued[0].id)
    await makeCopy(world, { keys: 'ecdsa', draw: async () => smallPdf(['调解通知书']) }, sealedNotice)
    return sealedNotice
  }

  const questions: Record<string, (caller: CallerName) => Ask | Promise<Ask>> = {
    county_info: () => get('/api/county'),
    places_under: () => get(`/api/places?parent=${village}`),
    my_dispute: () => get('/api/my-dispute'),
    my_sheet: () => get('/api/my-dispute/sheet'),
    party_sheet: () => get(`/api/disputes/${another.file_id}/parties/${another.applicant}/sheet`),
    drawn_form: () => get(`/api/disputes/${another.file_id}/forms/D-23?of=${another.applicant}`),
    drawn_form_pdf: () => get(`/api/disputes/${another.file_id}/forms/D-23/pdf?of=${another.applicant}`),
    drawn_form_word: () => get(`/api/disputes/${another.file_id}/forms/D-23/docx?of=${another.applicant}`),
    dossier_pdf: () => get(`/api/disputes/${another.file_id}/dossier/pdf`),
    dossier_archive: () => get(`/api/disputes/${another.file_id}/dossier/archive`),
    my_form: () => get(`/api/my-dispute/forms/D-23?of=${another.applicant}`),
    my_form_pdf: () => get(`/api/my-dispute/forms/D-23/pdf?of=${another.applicant}`),
    who_looked: () => get('/api/my-dispute/looks'),
    desk: () => get('/api/desk'),
    files: () => get('/api/disputes'),
    find: () => post('/api/find', { words: another.short_code }),
    invitation: () => get(`/api/disputes/${another.file_id}/parties/${another.respondent}/invitation`),
    list_choices: () => get('/api/lists/choices'),
    ledger: () => get('/api/ledger?scope=mine'),
    ledger_sheet: () => get('/api/ledger/sheet?scope=mine&state=struck_off'),
    leaders_page: () => get('/api/leaders-page'),
    ...registerQuestions(world, crew),
    similar: () => get(`/api/disputes/${another.file_id}/similar`),
    file: () => get(`/api/disputes/${another.file_id}`),
    paper_pdf: async () => get(`/api/disputes/${another.file_id}/papers/${await receiptOf(another)}/pdf`),
    paper_word: async () => get(`/api/disputes/${another.file_id}/papers/${await receiptOf(another)}/docx`),
    paper_in_template: async () =>
      get(`/api/disputes/${another.file_id}/papers/${await receiptOf(another)}/county-docx`),
    form_in_template: () => get(`/api/disputes/${another.file_id}/forms/D-23/county-docx?of=${another.applicant}`),
    members: () => get(`/api/disputes/${another.file_id}/parties/${another.applicant}/members`),
    reveal_reporter: async () => {
      reported ??= await walkTo('clue', { reported_by: '', protected_reporter: '后街的老许' })
      return post(`/api/disputes/${reported.file_id}/reporter/looks`, { reason: '要核实他说的是不是亲眼看见' })
    },
    open_sealed_note: async () => {
      sealed ??= await walkTo('sealed')
      const page = (await (await door.as('peer', sealed)).get(`/api/disputes/${sealed.file_id}`)).json()
      const note_id = page.dispute.sealed.notes[0].id
      return post(`/api/disputes/${sealed.file_id}/sealed-notes/looks`, {
        note_id,
        reason: '明天要约双方见面，先看身体情况',
      })
    },
    begin_upload: () => post(`/api/disputes/${another.file_id}/uploads`, { name: '借条.jpg', size: 10 }),
    uploads: () => get(`/api/disputes/${another.file_id}/uploads`),
    upload: async () => get(await begun()),
    // As JSON: what is not bytes is refused before it is looked up; bytes are sent in storage/uploads.test.ts.
    send_piece: async () => post(`${await begun()}/pieces/0`, {}),
    finish_upload: async () => post(`${await begun()}/finish`, {}),
    drop_upload: async () => post(`${await begun()}/drop`, {}),
    evidence_preview: async () => get(`${await evident()}/previews/1`),
    evidence_original: async () => get(`${await evident()}/original`),
    evidence_list: () => get(`/api/disputes/${another.file_id}/evidence-list`),
    ...returnQuestions(world, another, crew.director.person_id),
    sealed_copy: async () => get(`/api/disputes/${another.file_id}/seals/${await sealOn(another)}/copy`),
    to_sign: async () => {
      laidOut ??= await walkTo('signing')
      return get(
        `/api/disputes/${laidOut.file_id}/agreements/${laidOut.ids.agreement}/to-sign?party_id=${laidOut.respondent}`,
      )
    },
    my_sealed_copy: async () => get(`/api/my-dispute/seals/${await sealOn(another)}/copy`),
    check_paper: () => get(`/api/check?code=${'A'.repeat(120)}`),
    reveal: () =>
      post(`/api/disputes/${another.file_id}/looks`, {
        party_id: another.applicant,
        what: 'reach',
        reason: '核对联系电话',
      }),
    meeting_choices: () =>
      get(
        `/api/disputes/${another.file_id}/mediations/${another.ids.mediation}/meeting-choices?at=${encodeURIComponent(secondsAfter(now(), 86_400))}`,
      ),
    adviser_choices: () => get(`/api/disputes/${another.file_id}/mediations/${another.ids.mediation}/advisers`),
    mediator_choices: () => get(`/api/disputes/${another.file_id}/mediations/${another.ids.mediation}/mediators`),
    units_to_send_to: () => get('/api/units?words=水利'),
    complaints: () => get('/api/complaints'),
    complaint: async () => get(`/api/complaints/${(await complaintOf()).file_id}`),
    my_complaint: () => get('/api/my-complaint'),
    complain: (caller) =>
      post('/api/disputes/steps/complain', {
        about_file: another.file_id,
        kind: 'service',
        what: '打电话总是没有人接。',
        ...(caller === 'party' || caller === 'respondent' || caller === 'agent' ? {} : { said_by: another.applicant }),
      }),
    clock_rules: () => get('/api/clock-rules'),
    holidays: () => get('/api/holidays'),
    try_clock_rule: () => post('/api/clock-rules/T-06/trials', { amount: 5, unit: 'working_day' }),
    change_clock_rule: () =>
      post('/api/clock-rules/T-06/versions', { trial: randomUUID(), reason: '窗口合并，办得完' }),
    enter_holidays: () => post('/api/holidays', NOTICE),
    docket_book: () => get('/api/docket-book'),
    docket_sheet: () => get('/api/docket-book/sheet'),
    docket_pattern: () => get('/api/docket-pattern'),
    change_docket_pattern: () => post('/api/docket-pattern', PATTERN),
    wordings: () => get('/api/wordings'),
    write_wording: () => post('/api/wordings/rights_and_duties/versions', WORDING),
    release_wording: () => post('/api/wordings/rights_and_duties/versions/100/release', {}),
    templates: () => get('/api/templates'),
    template: () => get('/api/templates/D-15'),
    template_starter: () => get('/api/templates/D-15/starter'),
    template_file: () => get('/api/templates/D-15/versions/1/file'),
    template_sample: () => get('/api/templates/D-15/versions/1/sample'),
    put_template: () => post('/api/templates/D-15/versions', TEMPLATE),
    release_template: () => post('/api/templates/D-15/versions/1/release', {}),
    drop_template: () => post('/api/templates/D-15/versions/1/drop', { reason: '写得不对，重交。' }),
    end_template: () => post('/api/templates/D-15/versions/1/end', { reason: '不再用这个样子。' }),
    drop_wording: () => post('/api/wordings/rights_and_duties/versions/100/drop', { reason: '写得不对，重写。' }),
    colleagues: () => get('/api/colleagues'),
    left_behind: () => get('/api/left-behind'),
    duty_week: () => get(`/api/duty-weeks/${crew.director.unit_id}`),
    set_duty_week: roster,
    duty_today: () => get('/api/duty-today'),
    guess_types: () => post('/api/guess', { text: '邻居砌墙挡了采光。' }),
    guess_words: () => get('/api/guess-words'),
    try_guess_words: () => post('/api/guess-words/trial', { words: firstWords().slice(0, 5) }),
    change_guess_words: async () => post('/api/guess-words', await edition('guess_words', { words: firstWords() })),
    self_help: () => get('/api/self-help'),
    self_help_edition: () => get('/api/self-help/edition'),
    change_self_help: async () => post('/api/self-help', await edition('self_help', FIRST_SELF_HELP)),
    on_the_spot: () => post('/api/disputes/on-the-spot', onOnePage(village)),
    check_batch: async () => post('/api/batches/check', await sheetToCheck()),
    file_batch: async () => post('/api/batches', await sheet()),
    batches: () => get('/api/batches'),
    batch: async () => get(`/api/batches/${await batchToRead()}`),
    batch_receipts: async () => get(`/api/batches/${await batchToRead()}/receipts`),
    undo_batch: async () => post(`/api/batches/${await fileSheet()}/undo`, { because: '选错了表。' }),
    me: () => get('/api/session'),
    sign_in: () => post('/api/session', { sign_in_name: randomUUID(), password: 'x', totp_code: '000000' }),
    sign_out: () => ({ method: 'DELETE', url: '/api/session' }),
    switch_post: (caller) =>
      post('/api/session/post', { post_id: crew[caller in crew ? (caller as CrewName) : 'director'].post_id }),
    begin_activation: () => post('/api/activation', { code: SLIP.code }),
    finish_activation: () => post('/api/activation/finish', SLIP),
    demo_people: () => get('/api/demo/people'),
    enter_demo: () => post('/api/demo/enter', { sign_in_name: faces[0]?.sign_in_name }),
    setup_state: () => post('/api/setup/state', { code: 'x'.repeat(24) }),
    setup_county: () => post('/api/setup/county', { code: 'x'.repeat(24), dry_run: false, workbook: '' }),
    ...administration(world, village),
    ...Object.fromEntries(
      Object.values(ROOTS).map(({ step, body }) => [
        step,
        () => post(`/api/disputes/steps/${step}`, body === ROOTS.town.body ? ROOTS.phone.body(crew) : body(crew)),
      ]),
    ),
  }

  const isAct = (id: string): id is StepName => ACTS.some((act) => act.id === id && act.row.on !== 'nothing')

  /** What a step is asked with on a walk, once a walk for whoever speaks through the office. */
  const bodies = new WeakMap<Walk, Map<string, object>>()
  async function bodyOf(step: StepName, on: Walk, caller: CallerName): Promise<object> {
    const it = CASES[step]
    if (!it) throw new Error(`${step} has no case: write how it is taken in test/cases`)
    const by: Who = caller === 'party' || caller === 'agent' ? 'applicant' : caller === 'respondent' ? caller : it.by
    const known = bodies.get(on) ?? new Map<string, object>()
    bodies.set(on, known)
    const body = known.get(by) ?? (await it.body(on, door, by))
    known.set(by, body)
    return body
  }

  /**
   * How an endpoint is asked: its address and a body that is right in itself; a step on a file that stands where it may be
   * taken, which is the one given where it was not taken there yet.
   */
  async function asking(id: string, caller: CallerName, given: Walk | null = null): Promise<{ ask: Ask; file: Walk }> {
    if (!isAct(id)) {
      const question = questions[id]
      if (!question) throw new Error(`${id} has no example here: write how it is asked, then its line in the table`)
      return { ask: await question(caller), file: another }
    }
    const it = CASES[id]
    if (!it) throw new Error(`${id} has no case: write how it is taken in test/cases`)
    const file = given ?? (await walkTo(it.from))
    const part = it.clause ? (file.obligations[it.clause] ?? '') : partOf(id, file)
    return { ask: post(addressOf(id, file, part), await bodyOf(id, file, caller)), file }
  }

  const send = ({ method, url, body }: Ask, by: ReturnType<typeof speaker>): Promise<LightMyRequestResponse> =>
    method === 'GET' ? by.get(url) : method === 'DELETE' ? by.delete(url) : by.post(url, body ?? {})

  const fresh = (point: Point, said: object = {}): Promise<Walk> => walkTo(point, said)
  const forget = (caller: CallerName): void => door.forget(caller as CrewName)
  return { village, crew, another, as, fresh, asking, send, isAct, forget, walks: door }
}
export type Crowd = Awaited<ReturnType<typeof crowd>>
