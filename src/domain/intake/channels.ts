/** The doors a matter comes in by (domain 2.1), with the words people see. */
export const CHANNELS = {
  CH01: '网格员巡查走访',
  CH02: '排查发现',
  CH03: '群众来访（窗口）',
  CH04: '网上提交',
  CH05: '热线电话',
  CH06: '领导接访下访',
  CH07: '信访部门转来',
  CH08: '公安机关转来',
  CH09: '人民法院转来',
  CH10: '人民检察院转来',
  CH11: '其他部门转来',
  CH12: '上级交办',
  CH13: '舆情发现',
  CH14: '群众信息员上报',
  CH15: '涉企绿色通道',
} as const
export type Channel = keyof typeof CHANNELS

/** Doors through which a matter comes with a paper of another office (访调、警调、诉调、检调对接). */
export const PAPER_CHANNELS: readonly string[] = ['CH07', 'CH08', 'CH09', 'CH10', 'CH11', 'CH12']

/** Doors of a matter that somebody else saw or told of: that it came by one of them may give him away. */
export const TOLD_OF_CHANNELS: readonly string[] = ['CH01', 'CH02', 'CH13', 'CH14']

/** Doors at which staff write down what somebody told them. */
export const WINDOW_CHANNELS = [
  'CH01',
  'CH02',
  'CH03',
  'CH05',
  'CH06',
  'CH07',
  'CH08',
  'CH09',
  'CH10',
  'CH11',
  'CH12',
  'CH13',
  'CH14',
  'CH15',
] as const satisfies readonly Channel[]

/** By which door each kind of office hands over. */
export const HANDING_CHANNELS = ['CH07', 'CH08', 'CH09', 'CH10', 'CH11', 'CH12'] as const satisfies readonly Channel[]

/** The enterprises' green lane (涉企绿色通道): sooner looked at, and nothing else about it is different. */
const GREEN_LANE: Channel = 'CH15'
export const isLane = (channel: string | undefined): boolean => channel === GREEN_LANE
