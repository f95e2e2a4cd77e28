/**
 * A demo person a newcomer should try, and in one line what to do as her. What she finds: `work` that waits on her desk;
 * only things to look at, in a list her line names; or, standing apart from all disputes, none at all.
 */
export type Face = { sign_in_name: string; finds: 'work' | 'area' | 'nothing'; tries: string }

const face = (sign_in_name: string, finds: Face['finds'], tries: string): Face => ({ sign_in_name, finds, tries })

export const faces: readonly Face[] = [
  face('tian.youyu', 'work', '村里的调委会主任：桥头明天要面对面谈一件；羊吃菜那件是现场调成的，自己也登记一件试试。'),
  face(
    'qiao.mulan',
    'work',
    '社区调解员：装修漏水谈成了，请把协议写完、交双方签；换成别的村的人登录，就看不到这里的事。',
  ),
  face('jian.xiaolu', 'work', '网格员：上报一条线索，看它怎样变成一件纠纷；没有打卡，没有轨迹，没有积分。'),
  face('ding.xiaohe', 'work', '鹿渡镇受理岗：派出所刚移送一件；县里退回来一件等您决定；研判的建议和理由都写在那里。'),
  face('ji.changfeng', 'work', '镇调委会主任：一件等您签收，一件逾期没付，一件今天该回访。'),
  face(
    'luo.chunxiao',
    'work',
    '专职调解员：门面那件谈了一半，背靠背的话只有您看得见；瓷砖那件归您办，协议等您改好再签。',
  ),
  face(
    'song.pingchuan',
    'work',
    '派出所民警：集市上动手的那件等您签收，两小时以内；也可以移送一件到镇里，带上移送函，结果在“我参与的”里看。',
  ),
  face('ruan.tingzhi', 'work', '县妇联做心理疏导的：一张转介单在办；疏导记录密封，只有您能打开，每次写明理由。'),
  face(
    'pei.siqi',
    'work',
    '法院诉调对接专员：一件要起诉的等您签收；也可以委派一件给调委会。委托出去的那件换过联系人，当事人看得到；调解不是起诉的门槛，每一页都有去法院的路。',
  ),
  face('fei.mingyuan', 'work', '咨询专家：有人请教一个建房越界的问题，等您的意见；只看得到问题，看不到当事人是谁。'),
  face(
    'li.xiaoman',
    'work',
    '信访局：一件提意见的等您签收；四十个工人的事转出去了，她们选了劳动仲裁，结果在“我参与的”里。',
  ),
  face('zhai.wangshan', 'work', '县自然资源局：征地补偿不归人民调解，交到这里答复；看看研判是怎样说的。'),
  face(
    'gu.nianci',
    'work',
    '县综治中心受理岗：旅行团那件等您分流，县里有旅游调委会；说到动手的那件先交公安；全县哪一件快到期了，在“纠纷列表”的“本辖区”里看。',
  ),
  face(
    'jiang.yingyue',
    'area',
    '鹿渡司法所：有一份对调解员的意见等她查，镇调委会看不到；纠纷里没有要她办的事；群众看到的“自助问答”由她改；到“纠纷列表”的“本辖区”看本镇各村办理的经过，不能代村里作决定。',
  ),
  face(
    'bo.wenyuan',
    'nothing',
    '县司法局：到“期限规则”里改一项本县约定的期限，先看过去十二个月会有几项超期；法律规定的改不了。放假通知也由他录。',
  ),
  face(
    'fu.qinghe',
    'area',
    '县政法委分管领导：纠纷里没有要他办的事；“工作清单”里有报了完成、等他核实的；“看三件事”里点开哪件可能出事、哪件卡住了，砂石车那件由他包案；“台账”按颜色、单位筛选，存成表格；姓名和联系方式是遮住的，要看得写明理由。',
  ),
  face(
    'mao.yiming',
    'nothing',
    '系统管理员：登录后看不到任何一件纠纷（三员分立）；到“交接”里看宓知夏昨天离岗、手上的事归了谁，再试算一位要离开的人手上有几件。',
  ),
  face('ning.zhiyuan', 'nothing', '安全审计员：和系统管理员、个人信息保护负责人是三个人，同样看不到纠纷。'),
  face('bai.ruoxue', 'nothing', '个人信息保护负责人：看不到纠纷内容，一个人也不能兼任三员中的两员。'),
]
