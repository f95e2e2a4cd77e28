import type { Role } from '../organisations/words.ts'

/** How an installation fares: what is measured, from where it is a warning or wrong, whose desk it lies on, and what to do. */

export const LEVELS = { warning: '提醒', wrong: '出错' } as const
export type Level = keyof typeof LEVELS

export const GROUPS = {
  backup: '备份',
  machine: '机器',
  database: '数据库',
  work: '自动办的事',
  outside: '外部系统',
  trust: '安全',
} as const
export type Group = keyof typeof GROUPS

export type Desk = Extract<Role, 'system_administrator' | 'security_auditor' | 'data_protection_officer'>

/** What is read of the standby where commits wait for one and none is there: worse than any lag. Seconds. */
export const NO_STANDBY = 1e9

export type Condition = {
  name: string
  group: Group
  /** Whether more of it is worse, or less. */
  worse: 'more' | 'less'
  /** What several processes measured of it: the worst of them, or where each counts its own, all together. */
  ofSeveral?: 'sum'
  /** From this reading on, where more is worse; below it, where less is; null: never that. */
  warning: number | null
  wrong: number | null
  desks: readonly Desk[]
  /** The reading in one sentence, good or bad. */
  says: (reading: number) => string
  /** What is said where it does not apply to this installation. */
  absent: string
  /** What to do first, in one sentence. */
  todo: string
  /** What to do if that was not enough, in order. */
  steps: readonly string[]
}

const SYS: readonly Desk[] = ['system_administrator']
const BOTH: readonly Desk[] = ['system_administrator', 'security_auditor']
/** An emergency way in was used: told to the two who watch over the one who may have used it. */
const WATCHERS: readonly Desk[] = ['security_auditor', 'data_protection_officer']

/** The reading of a disc that does not answer: more than all of it. */
export const NO_ANSWER = 1000
const HANGS = '连它还剩多少都问不到，等了几秒也没有回答。'

const whole = (reading: number): string => String(Math.round(reading))
/** Minutes in the words of a person: 5 分钟, 3 小时, 2 天. */
export const sayMinutes = (minutes: number): string => {
  if (minutes < 1) return '不到 1 分钟'
  if (minutes < 120) return `${whole(minutes)} 分钟`
  return minutes < 48 * 60 ? `${whole(minutes / 60)} 小时` : `${whole(minutes / 1440)} 天`
}
const sayHours = (hours: number): string => sayMinutes(hours * 60)

export const CONDITIONS = {
  backup_late: {
    name: '最近一次备份',
    group: 'backup',
    worse: 'more',
    warning: 26,
    wrong: 72,
    desks: SYS,
    says: (hours) => `最近一次做成的备份（一次也没有的，从建库算起）到现在 ${sayHours(hours)}。`,
    absent: '还没有建立本县，没有要备份的。',
    todo: '请现在做一次备份，再看每天的备份为什么没有做：没有设 BACKUP_DIR 的，先设。',
    steps: [
      '在服务器上运行 npm run backup，看它最后一行是不是“已备份”。',
      '没有做成的，看它写的原因：多半是备份盘满了、没有挂上，或者没有写的权限。',
      '设了 BACKUP_DIR 的，系统每天自己备份；第一次要先做密钥：npm run backup -- new-key。',
    ],
  },
  backup_failed: {
    name: '备份有没有失败',
    group: 'backup',
    worse: 'more',
    warning: 1,
    wrong: 3,
    desks: SYS,
    says: (times) => (times === 0 ? '最近一次备份做成了。' : `最近接连 ${whole(times)} 次备份没有做成。`),
    absent: '还没有备份过。',
    todo: '请看最近一次备份写的原因，改好后再做一次。',
    steps: [
      '在服务器上运行 npm run backup，照它写的原因处理。',
      '备份盘满了的，先换盘或者移走旧的，不要删最新的一份。',
    ],
  },
  drill_late: {
    name: '最近一次恢复演练',
    group: 'backup',
    worse: 'more',
    warning: 92,
    wrong: 183,
    desks: SYS,
    says: (days) => `最近一次做成的恢复演练（一次也没有的，从建库算起）到现在 ${whole(days)} 天。`,
    absent: '还没有建立本县，没有要演练的。',
    todo: '请找一个下午做一次恢复演练：没有真的恢复过的备份，不知道能不能用。',
    steps: [
      '在服务器上运行 npm run restore -- --drill：用最近的一份备份恢复到临时的文件夹，逐件核对，再删掉。',
      '演练不影响正在用的系统；没有做成的，这里会写明原因。',
    ],
  },
  disk_data: {
    name: '数据盘',
    group: 'machine',
    worse: 'more',
    warning: 85,
    wrong: 95,
    desks: SYS,
    says: (percent) => (percent > 100 ? `数据盘没有反应：${HANGS}` : `放数据的盘用了 ${whole(percent)}%。`),
    absent: '量不到数据盘。',
    todo: '请在盘满以前换大一些的盘，或者清掉盘上不属于本系统的文件；满了就登记不了。',
    steps: [
      '在服务器上运行 df -h，看是哪个盘；运行 du -sh 数据文件夹/*，看什么占得多。',
      '可以删的只有 cache、logs 里旧的；postgres、blobs、issued、keys 里的一个也不要删。',
      '换盘：停止，复制整个数据文件夹，改 DATA_DIR，再启动。',
    ],
  },
  disk_backup: {
    name: '备份盘',
    group: 'machine',
    worse: 'more',
    warning: 85,
    wrong: 95,
    desks: SYS,
    says: (percent) => (percent > 100 ? `备份盘没有反应：${HANGS}` : `放备份的盘用了 ${whole(percent)}%。`),
    absent: '没有设放备份的文件夹（BACKUP_DIR）：系统不会自己备份。',
    todo: '请给备份盘腾地方，或者换一个大一些的盘；写着“没有反应”的，先让它重新连上：否则下一次备份做不成。',
    steps: [
      '移走最旧的备份，至少留最近三份。',
      '不要把备份和数据放在同一个盘上。',
      '写着“没有反应”的，多半是网络上的盘断了：看对面的机器和网线，恢复以后这一条自己消失；一直不恢复的，把它卸下（umount -f）再挂上。',
    ],
  },
  memory_low: {
    name: '内存',
    group: 'machine',
    worse: 'less',
    warning: 10,
    wrong: 4,
    desks: SYS,
    says: (percent) => `机器还有 ${whole(percent)}% 的内存可以用。`,
    absent: '量不到内存。',
    todo: '请看这台机器上还有什么别的程序，停掉不用的，或者加内存。',
    steps: ['在服务器上运行 top，按内存排序，看是谁占的。', '是本系统自己的，重新启动一次，并告诉我们。'],
  },
  server_slow: {
    name: '网页服务的反应',
    group: 'machine',
    worse: 'more',
    warning: 1000,
    wrong: 5000,
    desks: SYS,
    says: (milliseconds) => `最近 15 秒里，网页服务最多停顿了 ${whole(milliseconds)} 毫秒。`,
    absent: '网页服务刚刚启动，还没有量过。',
    todo: '请看机器是不是太忙；持续几分钟的，把 SERVERS 加到 2。',
    steps: [
      '在服务器上运行 top，看处理器是不是一直满着。',
      '只是一阵子（例如备份、成批登记时）的，不用管，会自己消失。',
    ],
  },
  restarts: {
    name: '意外重启',
    group: 'machine',
    worse: 'more',
    warning: 1,
    wrong: 5,
    desks: SYS,
    says: (times) =>
      times === 0 ? '最近一小时没有意外重启过。' : `最近一小时，有进程意外退出、重新启动了 ${whole(times)} 次。`,
    absent: '还没有量过。',
    todo: '请看启动窗口（或系统日志）里“意外退出”前后几行写的原因。',
    steps: [
      '写着 SIGKILL 的，多半是内存不够，被操作系统结束的：看“内存”一项。',
      '别的原因，把那几行（里面没有案件的内容）发给我们。已经办好的事不会丢。',
    ],
  },
  worker_silent: {
    name: '后台作业',
    group: 'machine',
    worse: 'more',
    warning: null,
    wrong: 40,
    desks: SYS,
    says: (seconds) =>
      seconds < 40
        ? '后台作业在工作。'
        : `后台作业 ${whole(seconds)} 秒没有动静：到期的事没有人办，短信不发，这一页上的别的数也不再更新。`,
    absent: '还没有量过。',
    todo: '请看启动窗口（或系统日志）里“后台作业”的几行。写着“正在等备机”的，不要重新启动，先修好备机；别的，重新启动本系统。',
    steps: [
      '停止再启动一次。期限和短信都记在数据库里，一件也不会丢，恢复以后会补办。',
      '重新启动以后又没有动静的，看数据库有没有被别的事锁住。',
    ],
  },
  server_silent: {
    name: '网页服务',
    group: 'machine',
    worse: 'more',
    warning: null,
    wrong: 40,
    desks: SYS,
    says: (seconds) => (seconds < 40 ? '网页服务都在工作。' : `有一个网页服务 ${whole(seconds)} 秒没有动静。`),
    absent: '还没有量过。',
    todo: '请看启动窗口（或系统日志）里“网页服务”的几行；一分钟内没有自己恢复的，重新启动本系统。',
    steps: ['有几台机器的，看是不是其中一台断了网或者关了机。'],
  },
  certificate: {
    name: '证书',
    group: 'machine',
    worse: 'less',
    warning: 14,
    wrong: 3,
    desks: SYS,
    says: (days) =>
      days < 0 ? `证书已经过期 ${whole(-days)} 天，浏览器会拦住所有人。` : `证书还有 ${whole(days)} 天到期。`,
    absent: '本系统自己没有证书（前面的代理负责，或者只在本机用）：代理上的证书请在代理上看。',
    todo: '请现在换证书：到期那天，所有人都打不开。',
    steps: [
      '自己签发的：运行 npm run certificate -- <域名或地址>，再重新启动。',
      '买来的：把新证书放到 TLS_CERT、TLS_KEY 指的文件，再重新启动。',
    ],
  },
  calendar: {
    name: '放假安排',
    group: 'machine',
    worse: 'less',
    warning: 90,
    wrong: 14,
    desks: SYS,
    says: (days) =>
      days >= 366 ? '今后一年的放假安排都有了。' : `放假安排只够用 ${whole(days)} 天，再往后的期限都标着“暂定”。`,
    absent: '还没有量过。',
    todo: '国务院办公厅公布以后，请县司法局在“期限规则”里录入下一年的放假安排。',
    steps: ['通知一般在十一月公布。没有公布的，不用做什么，期限照“暂定”的算，录入以后自动改准。'],
  },
  clock_skew: {
    name: '机器的时间',
    group: 'machine',
    worse: 'more',
    warning: 5,
    wrong: 60,
    desks: SYS,
    says: (seconds) =>
      seconds < 1 ? '网页服务和数据库的时间一致。' : `网页服务和数据库的时间相差 ${whole(seconds)} 秒。`,
    absent: '还没有量过。',
    todo: '请让这台机器和数据库的机器都与可靠的时间源同步：时间不准，动态码登不进，收到的时间也不准。',
    steps: ['在服务器上运行 timedatectl，看“System clock synchronized”是不是 yes。', '不是的，打开 chrony 或 NTP。'],
  },
  test_clock: {
    name: '测试时间',
    group: 'machine',
    worse: 'more',
    warning: 1,
    wrong: null,
    desks: SYS,
    says: (on) => (on === 0 ? '用的是真实的时间。' : '正在用测试时间：每个页面和每条记录都标着。'),
    absent: '还没有量过。',
    todo: '正式使用时，请去掉 FENGQIAO_CLOCK_FILE 再启动；只是演练的，不用管。',
    steps: ['正式库里用过测试时间的，那些记录上永远留着“测试时间”。'],
  },
  keys_open: {
    name: '密钥文件夹',
    group: 'machine',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: SYS,
    says: (open) => (open === 0 ? '密钥文件夹只有本账号能读。' : '密钥文件夹别的账号也能读。'),
    absent: '还没有密钥文件夹。',
    todo: '请在服务器上运行 chmod 700 数据文件夹/keys。',
    steps: ['看这台机器上还有谁登录过：读走密钥的人能解开电话和证件号码。有疑问的，告诉安全审计员。'],
  },
  program_changed: {
    name: '程序和数据库的版本',
    group: 'machine',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: SYS,
    says: (pending) =>
      pending === 0 ? '程序和数据库的结构一致。' : `程序文件换过了，还有 ${whole(pending)} 项数据库结构没有升级。`,
    absent: '还没有量过。',
    todo: '请重新启动本系统，它会自动升级数据库的结构。',
    steps: ['升级前先备份（照《运行和管理》“升级”一节）。'],
  },
  connections: {
    name: '数据库连接',
    group: 'database',
    worse: 'more',
    warning: 80,
    wrong: 95,
    desks: SYS,
    says: (percent) => `数据库的连接用了 ${whole(percent)}%。`,
    absent: '还没有量过。',
    todo: '请看还有什么别的程序连着这个数据库；只有本系统的，减少 SERVERS 或加大 max_connections。',
    steps: ['用完以后新的请求会等着，页面上写“请稍后再试”，已经办好的不会丢。'],
  },
  transaction_old: {
    name: '最久的数据库操作',
    group: 'database',
    worse: 'more',
    warning: 5,
    wrong: 30,
    desks: SYS,
    says: (minutes) =>
      minutes < 1 ? '没有长时间不结束的数据库操作。' : `有一个数据库操作 ${sayMinutes(minutes)}没有结束。`,
    absent: '还没有量过。',
    todo: '请重新启动本系统；它会回到没有做的样子，不会留下一半。',
    steps: ['一直不结束的操作会挡住别人办同一件。重新启动以后又有的，把时间告诉我们。'],
  },
  deadlocks: {
    name: '互相等待',
    group: 'database',
    worse: 'more',
    warning: 5,
    wrong: 50,
    desks: SYS,
    says: (times) =>
      times === 0
        ? '最近一小时没有互相等待的操作。'
        : `最近一小时，有 ${whole(times)} 次操作互相等待，其中一个被退回重做。`,
    absent: '还没有量过。',
    todo: '偶尔一次不用管，系统会自己重做；一直增加的，请把时间和次数告诉我们。',
    steps: ['看当时是不是有人直接连着数据库做操作。'],
  },
  standby_lag: {
    name: '备机',
    group: 'database',
    worse: 'more',
    warning: 60,
    wrong: 600,
    desks: SYS,
    says: (seconds) =>
      seconds >= NO_STANDBY
        ? '一台备机也没有跟着：“提交”都停在那里等备机。'
        : seconds < 1
          ? '备机跟得上。'
          : `备机落后 ${sayMinutes(seconds / 60)}。`,
    absent: '没有备机，或者没有给本系统看备机的权限（见《运行和管理》“告警”一节）。',
    todo: '请看备机和它的网络：落后的那一段，主机坏了就没有了。',
    steps: [
      '“提交”都停着的：不要重新启动枫桥和主机，先把备机修好。',
      '看备机的盘是不是满了、还连不连得上主机。',
      '长时间追不上的，重做一次备机。',
    ],
  },
  archive_stuck: {
    name: '数据库归档',
    group: 'database',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: SYS,
    says: (stuck) =>
      stuck === 0 ? '数据库归档正常。' : '数据库归档做不成：没有归档的会一直占着数据盘，也不能恢复到刚才。',
    absent: '没有打开数据库归档。',
    todo: '请看放归档的地方是不是满了或者连不上。',
    steps: ['看数据库日志里 archive command failed 后面写的原因。', '修好以后会自己补上，这一条随后消失。'],
  },
  database_unsafe: {
    name: '断电保护',
    group: 'database',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: SYS,
    says: (unsafe) => (unsafe === 0 ? '断电不丢已经答复的。' : '数据库的断电保护关着：这时断电，已经答复的也会丢。'),
    absent: '还没有量过。',
    todo: '请把数据库的 fsync、synchronous_commit、full_page_writes 都设为 on，再重新启动数据库。',
    steps: ['这几项只在成批导入的机器上才有人关，正式使用一律要开。'],
  },
  messages_failed: {
    name: '没有发出去的短信',
    group: 'work',
    worse: 'more',
    warning: 1,
    wrong: 20,
    desks: SYS,
    says: (count) =>
      count === 0
        ? '最近一天没有发不出去的短信。'
        : `最近一天有 ${whole(count)} 条短信没有发出去，案卷上已经写明“请电话告知”。`,
    absent: '还没有量过。',
    todo: '请看“短信网关”一项；网关好的，多半是号码不对，由办理人员电话告知，您不用做什么。',
    steps: ['一下子很多条的，问短信网关的单位：是不是欠费、模板没有报备、这台机器的地址没有放行。'],
  },
  messages_late: {
    name: '等着发的短信、等着做的盖章件',
    group: 'work',
    worse: 'more',
    warning: 10,
    wrong: 60,
    desks: SYS,
    says: (minutes) => (minutes < 1 ? '没有积压的短信和盖章件。' : `最早的一条到时间以后等了 ${sayMinutes(minutes)}。`),
    absent: '还没有量过。',
    todo: '请看“后台作业”和“短信网关”两项；都好的，重新启动本系统。',
    steps: ['积压的恢复以后会自己发，不会重复。'],
  },
  scan_late: {
    name: '到期的扫描',
    group: 'work',
    worse: 'more',
    warning: 5,
    wrong: 15,
    desks: SYS,
    says: (minutes) => `${sayMinutes(minutes)}以前，把全县的期限看完了一遍。`,
    absent: '还没有量过。',
    todo: '请看启动窗口（或系统日志）里“扫描没有完成”后面写的原因，再重新启动一次。',
    steps: ['期限的日子写在数据库里，晚看几分钟不影响哪一天到期。'],
  },
  automatic_late: {
    name: '到期没有自动办的事',
    group: 'work',
    worse: 'more',
    warning: 1,
    wrong: 50,
    desks: SYS,
    says: (count) => (count === 0 ? '到期该自动办的都办了。' : `有 ${whole(count)} 件到期该自动办的没有办成。`),
    absent: '还没有量过。',
    todo: '请在服务器上运行 npm run verify，看是不是有案卷的记录不一致；把结果告诉我们。',
    steps: ['一件办不成不影响别的。重新启动以后数目不减的，不要自己改数据库。'],
  },
  day_head_late: {
    name: '每日总指纹',
    group: 'work',
    worse: 'more',
    warning: 1,
    wrong: 24,
    desks: BOTH,
    says: (hours) => (hours === 0 ? '过去的每一天都签过了。' : `有一天的记录，过了 ${sayHours(hours)}还没有签名。`),
    absent: '还没有要签名的日子。',
    todo: '请看“后台作业”和“到期的扫描”两项；它们好了，会自己补签。',
    steps: ['补签以后，请安全审计员打印那几天的总指纹。'],
  },
  check_late: {
    name: '抽查记录',
    group: 'work',
    worse: 'more',
    warning: 3,
    wrong: 24,
    desks: BOTH,
    says: (hours) => `${sayHours(hours)}以前自动抽查过。`,
    absent: '还没有抽查过。',
    todo: '请看“后台作业”一项；它好了，每小时会自动抽查一次。',
    steps: ['想现在就全部核对一遍的，在服务器上运行 npm run verify。'],
  },
  check_broken: {
    name: '记录前后一致',
    group: 'work',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: BOTH,
    says: (count) => (count === 0 ? '最近的核对没有发现问题。' : `核对发现 ${whole(count)} 处不一致。`),
    absent: '还没有核对过。',
    todo: '请不要改任何东西，在服务器上运行 npm run verify，把结果交给安全审计员，并告诉我们。',
    steps: [
      '把数据文件夹和最近的备份都留着，一个也不要覆盖。',
      '有人直接改过数据库的，查“直接登录数据库”的记录；没有的，可能是程序的毛病。',
    ],
  },
  message_gateway: {
    name: '短信网关',
    group: 'outside',
    worse: 'more',
    warning: 1,
    wrong: 10,
    desks: SYS,
    says: (count) => (count === 0 ? '短信网关没有出错。' : `有 ${whole(count)} 条短信试过几次，网关都没有收下。`),
    absent: '没有接短信网关：案卷上写“请电话告知”。',
    todo: '请问短信网关的单位：是不是停机、欠费，或者这台机器的地址没有放行。',
    steps: ['看 SMS_URL 写得对不对、这台机器连不连得上它。', '网关恢复以后会自己再发，最多试 10 次。'],
  },
  virus_scanner: {
    name: '杀毒服务',
    group: 'outside',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: SYS,
    says: (away) => (away === 0 ? '杀毒服务在工作。' : '杀毒服务连不上：文件传得上来，登记不了。'),
    absent: '没有接杀毒服务：文件只做本系统自己的检查。',
    todo: '请在服务器上启动 clamd，或者改对 CLAMD_SOCKET 的路径。',
    steps: ['运行 systemctl status clamav-daemon，看它为什么停的；多半是内存不够。'],
  },
  file_store: {
    name: '存文件的地方',
    group: 'outside',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: SYS,
    says: (away) =>
      away === 0 ? '存文件的地方好用。' : '存文件的地方连不上或者写不进：证据、扫描件传不上来，也打不开。',
    absent: '还没有量过。',
    todo: '存在本机的，看数据盘满没满、blobs 文件夹能不能写；存在对象存储的，看它停没停、密钥过没过期。',
    steps: ['恢复以后，正在传的会从断的地方继续。'],
  },
  sign_ins_wrong: {
    name: '登录失败',
    group: 'trust',
    worse: 'more',
    warning: 50,
    wrong: 300,
    desks: BOTH,
    says: (count) => (count === 0 ? '最近 15 分钟没有登录失败。' : `最近 15 分钟有 ${whole(count)} 次登录失败。`),
    absent: '还没有量过。',
    todo: '请看是不是有人在试密码：在代理或防火墙上查来源地址，可疑的拦掉。',
    steps: ['输错 5 次的登录名会自动锁 15 分钟，不用您动手。', '大家都登不进的，先看服务器的时间准不准。'],
  },
  refused_rate: {
    name: '越权的请求',
    group: 'trust',
    worse: 'more',
    ofSeveral: 'sum',
    warning: 30,
    wrong: 200,
    desks: ['security_auditor'],
    says: (count) =>
      count === 0
        ? '最近几分钟没有越权的请求。'
        : `最近 5 分钟，有 ${whole(count)} 次登录的人请求了不归自己的事，都已拒绝。`,
    absent: '还没有量过。',
    todo: '请在“审计”页看是哪个单位的，当面问一问；都已经拒绝，没有看到内容。',
    steps: ['一个单位突然很多次的，可能是有人在试别人的编号，或者账号被人用了：请系统管理员换开通码。'],
  },
  direct_login: {
    name: '直接登录数据库',
    group: 'trust',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: WATCHERS,
    says: (count) =>
      count === 0
        ? '刚才量的时候，没有绕过本系统直接连着数据库的。'
        : `现在有 ${whole(count)} 个连接绕过本系统，直接连着数据库。`,
    absent: '还没有量过。',
    todo: '请马上问系统管理员：是谁、为什么、谁同意的，并记下来；说不清的，请他断开。',
    steps: [
      '本系统自己的工具（体检、核对、备份）不算在内。',
      '断开以后，请系统管理员运行 npm run verify，看有没有记录被改过。',
    ],
  },
  emergency_code: {
    name: '应急开通码',
    group: 'trust',
    worse: 'more',
    warning: null,
    wrong: 1,
    desks: WATCHERS,
    says: (count) =>
      count === 0
        ? '最近一天没有人在服务器上发过应急开通码。'
        : `最近一天，有人在服务器上发了 ${whole(count)} 个应急开通码。`,
    absent: '还没有量过。',
    todo: '请当面核对：谁运行的，给了谁，两个人是不是都在场；对不上的，请系统管理员马上停用那个账号。',
    steps: ['这个告警满一天自己消失，记录留在“审计”页。'],
  },
} satisfies Record<string, Condition>

export type ConditionName = keyof typeof CONDITIONS
export const CONDITION_NAMES = Object.keys(CONDITIONS) as ConditionName[]
export const conditionOf = (name: ConditionName): Condition => CONDITIONS[name]
export const isCondition = (name: string): name is ConditionName => Object.hasOwn(CONDITIONS, name)

/** What was measured: a number in the unit of its condition; null: it does not apply here; not there: it was not measured. */
export type Readings = Partial<Record<ConditionName, number | null>>

/** How bad a reading is; null: fine. */
export function levelOf(name: ConditionName, reading: number): Level | null {
  const { worse, warning, wrong } = conditionOf(name)
  const reaches = (from: number | null): boolean =>
    from !== null && (worse === 'more' ? reading >= from : reading < from)
  if (reaches(wrong)) return 'wrong'
  return reaches(warning) ? 'warning' : null
}

function joined(name: ConditionName, one: number, other: number): number {
  const { worse, ofSeveral } = conditionOf(name)
  if (ofSeveral === 'sum') return one + other
  return worse === 'more' ? Math.max(one, other) : Math.min(one, other)
}

/** What several processes measured of one condition, as one reading; where none of them has a number, that it does not apply. */
export function together(all: readonly Readings[]): Readings {
  const found: Readings = {}
  for (const readings of all) {
    for (const [key, reading] of Object.entries(readings)) {
      if (!isCondition(key) || reading === undefined) continue
      const before = found[key] ?? null
      if (reading === null || before === null) found[key] = before ?? reading
      else found[key] = joined(key, before, reading)
    }
  }
  return found
}

/** What trembles around its threshold is one alarm, not forty: one is over when all was well for so long. Seconds of the product's clock. */
export const HELD_SECONDS = 90

/** An alarm that stands: its last and its worst reading, and since when things have been better than its level, if they are. */
export type Standing = {
  condition: string
  level: Level
  reading: number
  worst: number
  calm_since: string | null
}
/** What a sweep has to write: alarms that end, that begin, that stand on with other readings. */
export type Verdict = {
  ends: string[]
  begins: { condition: ConditionName; level: Level; reading: number }[]
  goesOn: Omit<Standing, 'level'>[]
}

/** When a sweep judges, and since when it must have been calm for an alarm to be over: instants of the product's clock. */
export type Moment = { at: string; heldSince: string }

/** A standing alarm after another reading; null: it is over. */
function after(
  before: Standing,
  now: { condition: ConditionName; level: Level | null; reading: number | null },
  { at, heldSince }: Moment,
): Omit<Standing, 'level'> | null {
  const { condition, level, reading } = now
  // A clock that was put back counts anew.
  const since = before.calm_since !== null && before.calm_since <= at ? before.calm_since : at
  const calm_since = level === before.level ? null : since
  if (calm_since !== null && calm_since <= heldSince) return null
  const { worse } = conditionOf(condition)
  const worst = (worse === 'more' ? Math.max : Math.min)(before.worst, reading ?? before.worst)
  return { condition, reading: reading ?? before.reading, worst, calm_since }
}

/**
 * What has to be written so that the alarms are what was measured. One that grows worse ends at once, and another begins: the history
 * says when. One that is over ends when it has been so for a while. What was not measured this time stays as it is.
 * @param only the conditions this process judges
 */
export function judge(
  standing: readonly Standing[],
  readings: Readings,
  only: readonly ConditionName[],
  moment: Moment,
): Verdict {
  const verdict: Verdict = { ends: [], begins: [], goesOn: [] }
  for (const condition of only) {
    const reading = readings[condition]
    if (reading === undefined) continue
    const level = reading === null ? null : levelOf(condition, reading)
    const before = standing.find((it) => it.condition === condition)
    const isWorse = before?.level === 'warning' && level === 'wrong'
    const stands = before && !isWorse ? after(before, { condition, level, reading }, moment) : null
    if (before && stands === null) verdict.ends.push(condition)
    if (stands === null && level !== null && reading !== null) verdict.begins.push({ condition, level, reading })
    const isOther =
      stands?.reading !== before?.reading ||
      stands?.worst !== before?.worst ||
      stands?.calm_since !== before?.calm_since
    if (stands && isOther) verdict.goesOn.push(stands)
  }
  return verdict
}
