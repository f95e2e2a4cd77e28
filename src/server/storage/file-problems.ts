import { TAKEN_SAYS } from '#domain/evidence/words.ts'

/** Why a file is not taken: what is wrong with it, and what to do. Each is found by looking at the file itself (threats D17). */
export const FILE_PROBLEMS = {
  file_empty: {
    status: 422,
    says: '这个文件是空的，里面什么也没有。',
    next: '请在手机或者电脑上打开看看，再重新选一个。',
  },
  file_kind_unknown: {
    status: 422,
    says: '这一类文件不能收。',
    next: `能收的有：${TAKEN_SAYS}。请截图、拍照，或者另存成其中一种再传。`,
  },
  file_no_scan: {
    status: 422,
    says: '扫描件只收照片（jpg、png、heic）和 PDF。',
    next: '请逐页拍照，或者扫描成 PDF 再传。',
  },
  file_name_odd: {
    status: 422,
    says: '文件名里有看不见的或者会颠倒显示的字符，不能收。',
    next: '请把文件改一个普通的名字再传，例如“借条.jpg”。',
  },
  file_too_large: {
    status: 422,
    says: '这个文件太大了。',
    next: '照片、PDF、文档最大 100 MB，录音、视频最大 500 MB。请把视频剪短、分成几段，或者带着手机到调解员那里。',
  },
  file_not_what_name_says: {
    status: 422,
    says: '文件的内容和名字的后缀对不上。',
    next: '请不要改后缀；用原来的软件另存一份，或者截图、拍照再传。',
  },
  file_broken: {
    status: 422,
    says: '这个文件打不开，可能没有存完整。',
    next: '请先在手机或者电脑上打开看看，能打开的重新传一次；打不开的换一份。',
  },
  file_two_kinds: {
    status: 422,
    says: '这个文件里还夹着别的东西（网页、压缩包或者程序），不能收。',
    next: '请截图或者重新拍照再传。',
  },
  file_too_big_inside: {
    status: 422,
    says: '这个文件展开以后大得不正常，不能收。',
    next: '请用 Word、Excel 重新另存一份，或者导出成 PDF 再传。',
  },
  file_too_many_pixels: {
    status: 422,
    says: '这张图片的尺寸太大（超过 8000 万像素）。',
    next: '请用手机重新拍一张，或者缩小以后再传。',
  },
  file_locked: {
    status: 422,
    says: '这个文件设了密码，别人打不开。',
    next: '请先去掉密码再传。',
  },
  file_with_program: {
    status: 422,
    says: '这个文件里带着宏、外部链接的内容或者会自动运行的东西，不能收。',
    next: '请导出成 PDF，或者截图再传。',
  },
  file_too_heavy: {
    status: 422,
    says: '这个文件太复杂，检查了两次都没有做完，不能收。',
    next: '请打印出来拍照，或者分成几个小的、另存一份再传。',
  },
  file_too_large_to_scan: {
    status: 422,
    says: '这个文件太大，杀毒服务查不了，不能收。',
    next: '请把视频、录音分成几段再传；或者请系统管理员调大杀毒服务的上限（StreamMaxLength）。',
  },
  file_virus: {
    status: 422,
    says: '这个文件查出有病毒，没有收下。',
    next: '请先给手机或者电脑杀毒；要紧的内容请截图、拍照再传。',
  },
  file_damaged: {
    status: 422,
    says: '传到的内容和您手上的文件不一样，可能在路上出了错。',
    next: '请再传一次；还是这样，请换一个网络。',
  },
} as const satisfies Record<string, { status: number; says: string; next: string }>
export type FileProblem = keyof typeof FILE_PROBLEMS

/** What may stand in the way of an upload that is not the file's own fault. */
export const UPLOAD_PROBLEMS = {
  upload_gone: {
    status: 404,
    says: '没有找到这一次上传，可能放了 7 天没有用，已经清掉了。',
    next: '请把文件重新选一次；已填的内容不会丢失。',
  },
  upload_incomplete: { status: 409, says: '这个文件还没有传完。', next: '请等传完再提交；断了的，点“继续”。' },
  upload_over: { status: 409, says: '这个文件已经传完了，不能再改。', next: '要换一个文件，请重新选。' },
  uploads_too_many: {
    status: 409,
    says: '您传上来还没有登记的文件太多了（最多 20 个，一共 1 GB）。',
    next: '请先把传好的填写提交，或者删掉不要的，再传下一个。',
  },
  file_not_checked: {
    status: 503,
    says: '文件已经收到，检查没有做完。',
    next: '不用重传，请过一分钟点“再检查一次”。',
  },
  scanner_away: {
    status: 503,
    says: '文件已经收到，杀毒服务现在连不上，还没有检查。',
    next: '不用重传，请过几分钟点“再检查一次”；一直这样，请告诉系统管理员。',
  },
  storage_full: {
    status: 507,
    says: '存放文件的地方满了，或者现在连不上。',
    next: '已经传的部分还在，请过一会儿点“继续”；一直这样，请告诉系统管理员。',
  },
  no_preview: { status: 404, says: '这个文件没有可以看的图片。', next: '请下载原件查看。' },
} as const satisfies Record<string, { status: number; says: string; next: string }>
