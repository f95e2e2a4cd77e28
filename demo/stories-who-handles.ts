import { asks, consents, DEER_FERRY, other, passedOn, TOWN_COMMITTEE, taken } from './rows.ts'
import type { Story } from './story.ts'

/** Hard cases and other ways: a conference, a party who would rather go to court, signs of violence, a limit that passed. */
export const WHO_HANDLES_STORIES: readonly Story[] = [
  {
    name: '三家的排水渠',
    tells: '管水的、管路的都说不归自己：主办的镇调委会召集会商，等结果',
    deeds: [
      taken(
        '-12 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M02',
        {
          where_text: '鹿渡镇机耕路西头',
          what_happened: '排水渠塌了一段，水漫进三家的地里，水利局说路是镇上管，镇上说渠是水利管。',
          wish: '先把渠修通，再说谁出钱。',
        },
        [asks('阳春和', '10000000531'), other('沈石根', '10000000532')],
      ),
      ...passedOn(-12, { dispute_type: 'M02' }),
      [
        '-3 09:00',
        'ji.changfeng',
        'coordinate',
        {
          unit_ids: ['枫溪县水利局', '枫溪县鹿渡镇人民政府'],
          at: '+1 14:30',
          place: '鹿渡镇综治中心会议室',
          agenda: '渠和路各归谁管、先修后算怎么算、修的那几天水往哪里排。',
        },
      ],
    ],
  },
  {
    name: '改走法院',
    tells: '谈不拢，提出的人自己选了起诉：已登记去向，跟踪那边的编号',
    deeds: [
      taken(
        '-20 10:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M04',
        {
          where_text: '鹿渡镇河街',
          what_happened: '合伙开面馆散了伙，账本只剩一半，对方说我只该拿三千。',
          wish: '要回本钱两万六千元。',
        },
        [asks('麦秋田', '10000000533'), other('汤丰年', '10000000534')],
      ),
      ...passedOn(-20, { dispute_type: 'M04', loan: false, amount_yuan: '26000' }),
      [
        '-9 16:00',
        'ji.changfeng',
        'divert_task',
        {
          route: 'court',
          to: '枫溪县人民法院',
          docket_no: '',
          chosen_by: ['麦秋田'],
          account: '本人说账说不清，想请法院审计。帮他理好了转账记录和账本照片。',
        },
      ],
      [
        '-4 10:00',
        'ji.changfeng',
        'note_route_result',
        { result: 'taken', docket_no: '（2026）枫民初88号', note: '法院来电，已经立案。' },
      ],
    ],
  },
  {
    name: '扬言报复',
    tells: '说要报复：当场报告派出所，接报的人和时间都有记录',
    deeds: [
      taken(
        '-2 15:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M06',
        {
          where_text: '鹿渡镇集市',
          what_happened: '为摊位线吵了几天，对方昨晚站在我家门口骂。',
          wish: '按画好的线摆摊，别再上门。',
        },
        [asks('柏青青', '10000000535'), other('时大壮', '10000000536')],
      ),
      [
        '-2 15:10',
        'ding.xiaohe',
        'report_danger',
        { kind: 'public_order', what: '对方在电话里说要叫人来堵门。', seen_at: '-2 15:05', endangered: [], who: '' },
      ],
      [
        '-2 15:25',
        'ding.xiaohe',
        'police_told',
        { received_by: '鹿渡派出所 值班民警', how: 'phone', note: '民警说马上去看。' },
      ],
      ...passedOn(-1, { dispute_type: 'M06' }, { unit: TOWN_COMMITTEE }),
    ],
  },
  {
    name: '谈过了期限',
    tells: '约了几次都没谈成，期限过了，没有人要延长：如实结束，告知别的途径',
    deeds: [
      taken(
        '-70 09:00',
        'ding.xiaohe',
        DEER_FERRY,
        'M02',
        {
          where_text: '鹿渡镇上鹿村',
          what_happened: '共用的晒坝他家占了大半，轮着晒说好了又不认。',
          wish: '重新排一个轮晒的日子。',
        },
        [asks('薄秋实', '10000000537'), other('木成林', '10000000538')],
      ),
      ...passedOn(-69, { dispute_type: 'M02' }),
      ...consents({ day: -66, by: 'ji.changfeng', who: ['薄秋实', '木成林'], matter: '晒坝怎么轮着用' }),
      ['-20 09:00', 'ji.changfeng', 'expire_mediation', { note: '双方都忙着外出做工，没有人提出延长。' }],
    ],
  },
]
