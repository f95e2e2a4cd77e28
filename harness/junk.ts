/** Values that are wrong in nearly every field, or right in none. */
export const JUNK: readonly unknown[] = [
  ...[null, true, '', ' ', 0, -0, -1, 1.5, 1e308, 2 ** 53, 990326100001000, 1e15 - 1, [], {}, [[]], '0', 'null'],
  ...['\u0000', '\uD800', 'x\uDC00', '=1+1', '<b>', '%', '9'.repeat(400), '水'.repeat(300), '\u202E', "'; drop table files; --"],
  ...['0000-00-00T00:00:00Z', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '2026-03-02T00:00:00+14:00'],
  ...['00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '2026-02-30', '10012345678'],
  ...[{ toString: 'x' }, { __proto__: null, length: 1e9 }, ['a', 'a'], '1e309', 'constructor'],
]

/** Fields nobody declared, those of every object among them. */
export const KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype', 'toString', 'role', 'is_admin', 'id', '']

/** Types a body is announced with; an empty one is none. Some are JSON, most are not. */
export const TYPES: readonly string[] = [
  ...['application/json;', 'application/json ;charset=utf-8', 'application/json; charset=utf-8', 'APPLICATION/JSON'],
  ...['application/json;charset=gbk', 'application/json;a=b;;', 'application/json, text/plain', 'application/jsonx'],
  ...['application/x-json', 'application/vnd.api+json', 'text/json', 'text/plain', 'text/plain; application/json'],
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', '/;;;=', 'json', ''],
]

const nested = (open: string, close: string, deep: number): string => open.repeat(deep) + close.repeat(deep)

/** Bodies no program of ours writes. */
export const BODIES: readonly (string | Buffer)[] = [
  ...['', ' ', '{', '{"a":', '[', '"', 'nul', 'NaN', '<xml/>', '\uFEFF{}', '{}{}', '{"a":1,}', "{'a':1}", '1e309', '-', '{"a":1e309}'],
  ...['{"__proto__":{"is_admin":true}}', '{"constructor":{"prototype":{"is_admin":true}}}', '{"\\u005f_proto__":{"x":1}}'],
  ...['{"text":"a","text":7}', '{"words":"ab","words":["ab"]}', '{"name":"\\ud800"}', '{"text":"\\udc00\\ud800"}', '"\\u0000"'],
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from('{"text":"水沟"}', 'utf16le'),
  Buffer.from([0xed, 0xa0, 0x80]),
  Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
  nested('[', ']', 100_000),
  `{"text":${nested('[', ']', 100_000)}}`,
  nested('{"a":', '}', 30_000).replace('}', '1}'),
  `{"text":"${'a'.repeat(300_000)}"}`,
  `{"text":${'9'.repeat(100_000)}}`,
]
