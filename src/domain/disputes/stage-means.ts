import type { Stage } from './stage.ts'

/** From where she reads it: as the one who asked, or as somebody it is also about. */
type Reader = { unit: string; asked: boolean }

/** What a stage means for the person who reads, in her words. */
export const STAGE_MEANS: Record<Stage, (reader: Reader) => string> = {
  clue: ({ unit }) => `有人反映了这件事，${unit}正在核实。`,
  registered: ({ unit }) => `${unit}已经收到，正在看怎么办。`,
  supplementing: ({ asked }) =>
    asked
      ? '还差一些情况，请您补充。过了时间，您的请求仍然有效；有困难就打电话。'
      : '还差一些情况，正在等申请的一方补充。',
  checking_duplicates: ({ unit }) => `${unit}正在看是不是已经有人说过同一件事。`,
  triaging: ({ unit }) => `${unit}正在看该由谁来办。`,
  dispatched: ({ unit }) => `已经交给别的单位办，等它签收。签收以前，${unit}一直负责。`,
  objected: ({ unit }) => `接到的单位说不归它管，${unit}正在定由谁办。`,
  in_handling: ({ unit }) => `${unit}正在办。`,
  coordinating: ({ unit }) => `这件事要几家一起商量，${unit}正在请各家来谈。`,
  mediating: () => '正在调解。来不来、谈不谈，都由您自己定。',
  performing: () => '已经说好了，正在照协议办。',
  revisiting: () => '说好的都办了，过些日子会有人来问问情况。',
  settled: () => '已经有了结果，正在办结案手续。',
  unresolved: () => '这里没有办成，正在办结案手续。您可以走别的途径。',
  diverted: ({ asked }) =>
    asked
      ? '按您的选择去别的途径办。那边没有受理的，打电话来，这里接着办。'
      : '这件事按申请一方的选择去别的途径办，这里正在办结案手续。',
  closed: () => '这件事在这里已经办结。又起来了、没有解决，可以告诉我们，也可以走别的途径。',
  archived: () => '这件事已经办结，材料收进了档案。您觉得没有解决，可以打电话，也可以走别的途径。',
  merged: () => '和另一件同样的事放在一起办了。您的编号照样能用，您的权利没有变。',
  withdrawn: ({ asked }) =>
    asked
      ? '您已经撤回。您的权利一样也没有少，以后还可以再来说。'
      : '申请的一方已经撤回，这里不再办了。您的权利没有变。',
  not_accepted: () => '这里不能办，理由写在告知书里。下面这些途径一直开着。',
  false_report: () => '核实过了，没有这件事，不再办了。您觉得不对，可以打电话，也可以重新登记。',
}
