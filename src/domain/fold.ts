import type { Consequence, Folded } from './disputes/consequences.ts'
import type { Clock, Part } from './disputes/parts.ts'

/** An event as `fold` needs it: its place in the chain, the part it was a step on, and what it brought about. */
export type FoldedEvent = { seq: number; part_id: string; consequences: readonly Consequence[] }

export const nothingYet: Folded = {
  file: null,
  parts: [],
  clocks: [],
  involvements: [],
  links: [],
  members: [],
  papers: [],
  effects: [],
}

/** The list with the one of this identifier changed: no identifier stands in a list twice (threats I3). */
function change<T extends { id: string }>(list: T[], id: string, to: (item: T) => T): T[] {
  const at = list.findIndex((item) => item.id === id)
  const item = list[at]
  return item === undefined ? list : list.with(at, to(item))
}

/** Applies one consequence in memory: the same eleven kinds the writers write (design 2). */
function apply(state: Folded, event: FoldedEvent, it: Consequence): Folded {
  const clock = (id: string, to: (clock: Clock) => Clock): Folded => ({
    ...state,
    clocks: change(state.clocks, id, to),
  })
  const part = (id: string, to: (part: Part) => Part): Folded => ({ ...state, parts: change(state.parts, id, to) })
  switch (it.kind) {
    case 'open_part':
      if (it.part === 'file') return { ...state, file: { id: it.id, ...it.facts } }
      return {
        ...state,
        parts: [...state.parts, { part: it.part, id: it.id, status: it.status, version: 1, facts: it.facts } as Part],
      }
    case 'move_part':
      return part(it.id, (now) => ({ ...now, status: it.status }) as Part)
    case 'change_facts':
      if (it.part === 'file') return { ...state, file: state.file && { ...state.file, ...it.facts } }
      if (it.part === 'member')
        return { ...state, members: change(state.members, it.id, (now) => ({ ...now, ...it.facts })) }
      return part(it.id, (now) => ({ ...now, facts: { ...now.facts, ...it.facts } }) as Part)
    case 'start_clock': {
      const { kind: _, ...clock } = it
      return {
        ...state,
        clocks: [
          ...state.clocks,
          { ...clock, start_event: event.seq, state: 'running', paused_on: null, paused_days: 0, settled_event: null },
        ],
      }
    }
    case 'pause_clock':
      return clock(it.id, (now) => ({ ...now, state: 'paused', paused_on: it.on }))
    case 'resume_clock':
      return clock(it.id, (now) => ({
        ...now,
        state: 'running',
        paused_on: null,
        paused_days: it.paused_days,
        due_on: it.due_on,
        calendar_version: it.calendar_version,
      }))
    case 'stop_clock':
      return clock(it.id, (now) => ({ ...now, state: it.as, paused_on: null, settled_event: event.seq }))
    case 'owe':
      return clock(it.id, (now) => ({ ...now, owes: it.owes }))
    case 'involve':
      if ('party' in it.who) {
        const party: Part = { part: 'party', id: it.id, status: 'present', version: 1, facts: it.who.party }
        return { ...state, parts: [...state.parts, party] }
      }
      if ('member' in it.who) return { ...state, members: [...state.members, { id: it.id, ...it.who.member }] }
      if ('holder' in it.who) {
        if (!('purpose' in it)) return state
        const { id, who, purpose, until } = it
        if (state.links.some((known) => known.id === id))
          return { ...state, links: change(state.links, id, (known) => ({ ...known, until })) }
        return {
          ...state,
          links: [
            ...state.links,
            { id, party_id: who.holder, purpose, until, ...(who.agent ? { agent_id: who.agent } : {}) },
          ],
        }
      }
      if (!('as_what' in it)) return state
      if (state.involvements.some((known) => known.id === it.id)) {
        return { ...state, involvements: change(state.involvements, it.id, (known) => ({ ...known, until: it.until })) }
      }
      return {
        ...state,
        involvements: [...state.involvements, { id: it.id, who: it.who, as_what: it.as_what, until: it.until }],
      }
    case 'ask_paper':
      return { ...state, papers: [...state.papers, { id: it.id, form: it.form, event_seq: event.seq }] }
    case 'send_effect':
      return {
        ...state,
        effects: [
          ...state.effects,
          {
            id: it.id,
            effect: it.effect,
            to_party: it.effect === 'text_message' ? it.to_party : null,
            to_unit: it.effect === 'police_report' ? it.to_unit : null,
            event_seq: event.seq,
          },
        ],
      }
  }
}

/** What the log says is true: the rows must equal this (threats I1). A part's version counts the steps taken on it. */
export function fold(events: readonly FoldedEvent[], from: Folded = nothingYet): Folded {
  let state = from
  for (const event of events) {
    const existed = state.parts.some((part) => part.id === event.part_id)
    for (const consequence of event.consequences) state = apply(state, event, consequence)
    if (existed)
      state = {
        ...state,
        parts: change(state.parts, event.part_id, (part) => ({ ...part, version: part.version + 1 }) as Part),
      }
  }
  return state
}
