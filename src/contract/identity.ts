import { z } from 'zod'
import { ROLES, type Role } from '#domain/organisations/words.ts'
import { endpoint } from './endpoint.ts'
import { Instant, writable } from './shared.ts'

const roles = Object.keys(ROLES) as [Role, ...Role[]]

export const Post = z.object({ id: z.uuid(), role: z.enum(roles), role_says: z.string(), unit_name: z.string() })

/** Who I am here: my name, the post I act under, the posts I could act under. */
export const Me = z
  .object({
    person_id: z.uuid(),
    name: z.string(),
    post: Post,
    posts: z.array(Post),
    /** Whether this post sees any case content: the three guardians see none. */
    sees_cases: z.boolean(),
    /** Whether the post works over a whole area (本辖区) or only where involved. */
    works_area: z.boolean(),
    idle_minutes: z.int(),
  })
  .meta({ id: 'Me' })
export type Me = z.output<typeof Me>

export const me = endpoint({
  id: 'me',
  method: 'GET',
  path: '/api/session',
  summary: '我是谁、以什么岗位在工作',
  who: ['staff'],
  reply: Me,
})

export const signIn = endpoint({
  id: 'sign_in',
  method: 'POST',
  path: '/api/session',
  summary: '用户名、密码、动态码登录',
  who: ['anyone'],
  body: z.strictObject({
    sign_in_name: writable(z.string().trim().toLowerCase().min(1, '请输入用户名。').max(64)),
    password: z.string().min(1, '请输入密码。').max(200),
    totp_code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '动态码是 6 位数字。'),
  }),
  reply: Me,
})

export const signOut = endpoint({
  id: 'sign_out',
  method: 'DELETE',
  path: '/api/session',
  summary: '退出登录',
  who: ['staff'],
  reply: z.object({ ended: z.literal(true) }),
})

export const switchPost = endpoint({
  id: 'switch_post',
  method: 'POST',
  path: '/api/session/post',
  summary: '换一个岗位工作',
  who: ['staff'],
  body: z.strictObject({ post_id: z.uuid() }),
  reply: Me,
})

/** First use of an account: the one-time code on the slip opens a page that sets the password and the code generator. */
export const beginActivation = endpoint({
  id: 'begin_activation',
  method: 'POST',
  path: '/api/activation',
  summary: '用一次性开通码开始开通账号',
  who: ['anyone'],
  body: z.strictObject({ code: z.string().trim().min(8).max(64) }),
  reply: z.object({
    name: z.string(),
    sign_in_name: z.string(),
    totp_secret: z.string(),
    totp_qr_svg: z.string(),
    until: Instant,
  }),
})

export const finishActivation = endpoint({
  id: 'finish_activation',
  method: 'POST',
  path: '/api/activation/finish',
  summary: '设置密码并核对动态码，完成开通',
  who: ['anyone'],
  body: z.strictObject({
    code: z.string().trim().min(8).max(64),
    password: z.string().min(10, '密码至少 10 位，可以用一句话。').max(200),
    totp_secret: z.string().regex(/^[A-Z2-7]{32}$/, '密钥不完整，请刷新页面后重新扫码。'),
    totp_code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '动态码是 6 位数字。'),
  }),
  reply: Me,
})

/** Where somebody works, as the demo's front page groups its people. */
export const DEMO_GROUPS = {
  village: '村',
  town: '镇',
  county: '县',
  office: '部门和专业调委会',
  guardian: '三员（管系统，看不到纠纷）',
} as const
export type DemoGroup = keyof typeof DEMO_GROUPS

/** The demo's people: listed and entered in one click, on this machine only, while only the demo's people exist. */
export const demoPeople = endpoint({
  id: 'demo_people',
  method: 'GET',
  path: '/api/demo/people',
  summary: '演示人物（仅本机、仅演示库）',
  who: ['anyone'],
  reply: z.object({
    people: z.array(
      z.object({
        sign_in_name: z.string(),
        name: z.string(),
        role_says: z.string(),
        unit_name: z.string(),
        group: z.enum(Object.keys(DEMO_GROUPS) as [DemoGroup, ...DemoGroup[]]),
        try_this: z.string(),
      }),
    ),
    /** Parties of its stories for whom something waits now, each with her own page. */
    parties: z.array(z.object({ name: z.string(), short_code: z.string(), try_this: z.string(), link: z.string() })),
  }),
})

export const enterDemo = endpoint({
  id: 'enter_demo',
  method: 'POST',
  path: '/api/demo/enter',
  summary: '以一位演示人物进入（仅本机、仅演示库）',
  who: ['anyone'],
  body: z.strictObject({ sign_in_name: writable(z.string().max(64)) }),
  reply: Me,
})
