import type { CutDown } from '#domain/disputes/cut-down.ts'
import type { Involvement } from '#domain/disputes/parts.ts'
import type { Role } from '#domain/organisations/words.ts'

/** The day the cases are of, and the one before it. */
export const [TODAY, YESTERDAY] = ['2026-03-05', '2026-03-04']
export type Who = 'me' | 'my_unit' | 'giving_way' | 'others'
export type In = readonly [Who, Involvement['as_what'], (string | null)?]
/** Who asks (her role, the units whose files are hers, whether her post lies where the file does), how those are involved, and to what it comes down. */
export type CutDownCase = {
  says: string
  role: Role
  involved: readonly In[]
  units?: readonly Who[]
  here?: boolean
  comes_to: CutDown
}

const OF_ANOTHER: In = ['others', 'responsible']
const CONSULTED: In = ['me', 'consulted']
const SLIP: In = ['my_unit', 'referred_to']
const BOTH: readonly Who[] = ['my_unit', 'giving_way']

/** The rule stands twice, in the domain for a page and in SQL for a line of a list (migration 0060): both are asked these. */
export const CUT_DOWN_CASES: readonly CutDownCase[] = [
  ...(['full_time_mediator', 'village_mediator', 'justice_officer', 'expert'] as const).map(
    (role): CutDownCase => ({
      says: 'who is there for her own opinion reads the question, whatever her role',
      role,
      involved: [OF_ANOTHER, CONSULTED],
      comes_to: 'opinion',
    }),
  ),
  { says: 'for a slip alone, the slip', role: 'department_officer', involved: [OF_ANOTHER, SLIP], comes_to: 'slip' },
  { says: 'for both, the question', role: 'full_time_mediator', involved: [SLIP, CONSULTED], comes_to: 'opinion' },
  ...[
    ['me', 'mediating'] as const,
    ['me', 'reporting'] as const,
    ['my_unit', 'handling'] as const,
    ['giving_way', 'responsible'] as const,
    ['my_unit', 'consulted'] as const,
  ].flatMap((other) =>
    [CONSULTED, SLIP].map(
      (beside): CutDownCase => ({
        says: 'one involvement of another kind and she reads the file',
        role: 'full_time_mediator',
        involved: [beside, other],
        units: BOTH,
        comes_to: null,
      }),
    ),
  ),
  {
    says: 'a unit asked about the matter reads it',
    role: 'department_officer',
    involved: [['my_unit', 'consulted']],
    comes_to: null,
  },
  {
    says: 'a slip to a unit that gives way to hers is a slip',
    role: 'department_officer',
    involved: [['giving_way', 'referred_to']],
    units: BOTH,
    comes_to: 'slip',
  },
  {
    says: 'what is over counts to the end of its day',
    role: 'department_officer',
    involved: [['my_unit', 'referred_to', TODAY]],
    comes_to: 'slip',
  },
  {
    says: 'a department that handled it once and has a slip now reads the slip',
    role: 'department_officer',
    involved: [SLIP, ['my_unit', 'handling', YESTERDAY]],
    comes_to: 'slip',
  },
  {
    says: 'whoever mediated until today reads the file today',
    role: 'full_time_mediator',
    involved: [CONSULTED, ['me', 'mediating', TODAY]],
    comes_to: null,
  },
  {
    says: 'in her own area she reads the file where her role works area-wide',
    role: 'village_director',
    involved: [CONSULTED],
    here: true,
    comes_to: null,
  },
  {
    says: 'and not where it does not',
    role: 'full_time_mediator',
    involved: [CONSULTED],
    here: true,
    comes_to: 'opinion',
  },
  {
    says: 'whose role only advises reads what she mediates',
    role: 'invited_mediator',
    involved: [CONSULTED, ['me', 'mediating']],
    units: [],
    comes_to: null,
  },
  {
    says: 'and of nothing else what it is',
    role: 'invited_mediator',
    involved: [['my_unit', 'responsible'], CONSULTED],
    units: [],
    comes_to: 'opinion',
  },
  {
    says: 'not what she reported herself',
    role: 'expert',
    involved: [['me', 'reporting']],
    units: [],
    comes_to: 'opinion',
  },
  { says: 'nor a file she is not in', role: 'expert', involved: [], units: [], comes_to: 'opinion' },
]
