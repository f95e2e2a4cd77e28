/** A demo person a newcomer should try, and in one line what to do as her. */
export type Face = { sign_in_name: string; tries: string }

export const faces: readonly Face[] = [
  {
    sign_in_name: 'tian.youyu',
    tries: '村里的调委会主任：看本村综治工作站新收到的诉求，决定在村里受理，或请当事人补充。',
  },
  { sign_in_name: 'qiao.mulan', tries: '社区调解员：看书院街社区的待办；换成别的村的人登录，就看不到这里的事。' },
  { sign_in_name: 'ding.xiaohe', tries: '鹿渡镇受理岗：看全镇的诉求和办理时限，受理，或不予受理并告知其他途径。' },
  { sign_in_name: 'cheng.anlan', tries: '白沙铺镇受理岗：打开鹿渡镇的事会怎样？看不到，也查不到它存在。' },
  { sign_in_name: 'gu.nianci', tries: '县综治中心受理岗：看全县的诉求，哪一件快到期了，依据哪一条。' },
  { sign_in_name: 'jiang.yingyue', tries: '鹿渡司法所：看本镇各村办理的经过，不能代村里作决定。' },
  { sign_in_name: 'fu.qinghe', tries: '县政法委分管领导：看全县办到哪一步；姓名和联系方式是遮住的，要看得写明理由。' },
  { sign_in_name: 'mao.yiming', tries: '系统管理员：登录后看不到任何一件纠纷（三员分立）。' },
  { sign_in_name: 'ning.zhiyuan', tries: '安全审计员：和系统管理员、个人信息保护负责人是三个人，同样看不到纠纷。' },
  { sign_in_name: 'bai.ruoxue', tries: '个人信息保护负责人：看不到纠纷内容，一个人也不能兼任三员中的两员。' },
]
