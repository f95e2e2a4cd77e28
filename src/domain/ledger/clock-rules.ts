import type { ClockRule } from '../clocks/rules.ts'

const COLOUR_DUTY = ['本县约定：颜色由人根据写明的事实定，定了就有要做的事，可以调整']
const LENGTHS = { hour: '小时', day: '日' } as const

const first = (colour: string, amount: number, unit: 'hour' | 'day') =>
  ({
    version: 1,
    says: `着手处置（${colour}色）`,
    amount,
    unit,
    nature: 'local',
    length_from: `本县约定：${colour}色 ${amount} ${LENGTHS[unit]}内着手，可以调整`,
    duty: COLOUR_DUTY,
  }) as const
const progress = (colour: string, amount: number) =>
  ({
    version: 1,
    says: `登记进展（${colour}色）`,
    amount,
    unit: 'day',
    nature: 'local',
    length_from: `本县约定：${colour}色每${amount === 1 ? '日' : ` ${amount} 日`}登记一次进展，可以调整`,
    duty: COLOUR_DUTY,
  }) as const
const conference = (colour: string, amount: number, unit: 'hour' | 'day') =>
  ({
    version: 1,
    says: `召集会商（${colour}色）`,
    amount,
    unit,
    nature: 'local',
    length_from: `本县约定：${colour}色 ${amount} ${LENGTHS[unit]}内会商，可以调整`,
    duty: COLOUR_DUTY,
  }) as const
const report = (colour: string, amount: number) =>
  ({
    version: 1,
    says: `报告重大矛盾纠纷（${colour}色）`,
    amount,
    unit: 'hour',
    nature: 'local',
    length_from: `本县约定：${colour}色 ${amount} 小时内报告，可以调整`,
    duty: ['本县约定：疑难、重大矛盾纠纷及时报告党委政府，可以调整'],
  }) as const

/** What leaders and supervisors keep time of: all of it the county's own default (domain 5 T-53; 7.2). */
export const LEDGER_CLOCKS = {
  'T-53': report('红', 2),
  'T-53o': report('橙', 24),
  'R-53': {
    version: 1,
    says: '签收重大矛盾纠纷报告',
    amount: 24,
    unit: 'hour',
    nature: 'local',
    length_from: '本县约定：收到报告 24 小时内签收，可以调整',
    duty: ['本县约定：报告了的要有人接，可以调整'],
  },
  'R-12': {
    version: 1,
    says: '答复督办',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 3 个工作日，可以调整',
    duty: ['本县约定：督办的是承办单位逾期的职责，要按期答复，可以调整'],
  },
  'R-12c': {
    version: 1,
    says: '核对督办的答复',
    amount: 3,
    unit: 'working_day',
    nature: 'local',
    length_from: '本县约定 3 个工作日，可以调整',
    duty: ['本县约定：督办要有头有尾，答复了的要核对，可以调整'],
  },
  'R-78': {
    version: 1,
    says: '办到包案方案的这一步',
    amount: 0,
    unit: 'agreed',
    nature: 'local',
    length_from: '包案方案里定下的日子（本县约定），可以调整',
    duty: ['信访工作条例 第十八条（领导包案）', '本县约定：包案有方案、有节点，到期未办的看得见，可以调整'],
  },
  'R-71b': first('蓝', 3, 'day'),
  'R-71y': first('黄', 24, 'hour'),
  'R-71o': first('橙', 6, 'hour'),
  'R-71r': first('红', 2, 'hour'),
  'R-72b': progress('蓝', 15),
  'R-72y': progress('黄', 7),
  'R-72o': progress('橙', 3),
  'R-72r': progress('红', 1),
  'R-73o': conference('橙', 3, 'day'),
  'R-73r': conference('红', 24, 'hour'),
  'R-74': {
    version: 1,
    says: '看一看颜色还合不合适',
    amount: 30,
    unit: 'day',
    nature: 'local',
    length_from: '本县约定：定了颜色 30 日要再看一次，可以调整',
    duty: ['本县约定：颜色不会一直挂着，到时要再看，可以调整'],
  },
} as const satisfies Record<string, ClockRule>
