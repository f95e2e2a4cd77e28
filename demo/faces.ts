/** A demo person a newcomer should try, and in one line what to do as her. */
export type Face = { sign_in_name: string; tries: string }

export const faces: readonly Face[] = [
  {
    sign_in_name: 'tian.youyu',
    tries: '村里的调委会主任：桥头明天要面对面谈一件；羊吃菜那件是现场调成的，自己也登记一件试试。',
  },
  {
    sign_in_name: 'qiao.mulan',
    tries: '社区调解员：装修漏水谈成了，请把协议写完、交双方签；换成别的村的人登录，就看不到这里的事。',
  },
  { sign_in_name: 'jian.xiaolu', tries: '网格员：上报一条线索，看它怎样变成一件纠纷；没有打卡，没有轨迹，没有积分。' },
  {
    sign_in_name: 'ding.xiaohe',
    tries: '鹿渡镇受理岗：派出所刚移送一件；县里退回来一件等您决定；研判的建议和理由都写在那里。',
  },
  { sign_in_name: 'ji.changfeng', tries: '镇调委会主任：一件等您签收，一件逾期没付，一件今天该回访。' },
  {
    sign_in_name: 'luo.chunxiao',
    tries: '专职调解员：门面那件谈了一半，背靠背的话只有您看得见；瓷砖那件的协议等您改好再签。',
  },
  { sign_in_name: 'song.pingchuan', tries: '派出所民警：移送一件到镇里，带上移送函；移送以后还能看到结果。' },
  { sign_in_name: 'pei.siqi', tries: '法院诉调对接专员：委派一件给调委会。调解不是起诉的门槛，每一页都有去法院的路。' },
  { sign_in_name: 'li.xiaoman', tries: '信访局：四十个工人的事转出去了，她们选了劳动仲裁，结果回到这里。' },
  { sign_in_name: 'zhai.wangshan', tries: '县自然资源局：征地补偿不归人民调解，交到这里答复；看看研判是怎样说的。' },
  {
    sign_in_name: 'gu.nianci',
    tries: '县综治中心受理岗：看全县的诉求，哪一件快到期了，依据哪一条；说到动手的先交公安。',
  },
  { sign_in_name: 'jiang.yingyue', tries: '鹿渡司法所：看本镇各村办理的经过，不能代村里作决定。' },
  { sign_in_name: 'fu.qinghe', tries: '县政法委分管领导：看全县办到哪一步；姓名和联系方式是遮住的，要看得写明理由。' },
  { sign_in_name: 'mao.yiming', tries: '系统管理员：登录后看不到任何一件纠纷（三员分立）。' },
  { sign_in_name: 'ning.zhiyuan', tries: '安全审计员：和系统管理员、个人信息保护负责人是三个人，同样看不到纠纷。' },
  { sign_in_name: 'bai.ruoxue', tries: '个人信息保护负责人：看不到纠纷内容，一个人也不能兼任三员中的两员。' },
]
