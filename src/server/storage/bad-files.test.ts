import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { amr, docx, HEIC, hugePng, jpeg, media, packedObjects, pdf, png, wav, xlsx, zip } from '#test/files.ts'
import { enter } from '#test/make.ts'
import { type Answer, uploader } from '#test/uploading.ts'
import { walks } from '#test/walks.ts'
import { newApp, newWorld, type TestWorld } from '#test/world.ts'

let world: TestWorld
let app: FastifyInstance
let file: string
let office: ReturnType<typeof uploader>
let photo: Buffer
let shot: Buffer
beforeAll(async () => {
  world = await newWorld()
  app = await newApp(world)
  const door = await walks(world, app)
  file = (await door.walkTo('in_handling')).file_id
  office = uploader(app, { cookie: await enter(world, door.crew.director.sign_in_name) })
  photo = await jpeg()
  shot = await png()
})
afterAll(() => world.files.checker.end())

/** Sends it, and takes it away again where it was taken. */
async function send(name: string, bytes: Buffer): Promise<Answer> {
  const sent = await office.send(file, name, bytes, 500_000)
  if (sent.body.state === 'sound') await office.ask('POST', `${office.base(file)}/${sent.body.id}/drop`, {})
  return sent
}

describe('what people have is taken', () => {
  const good: [what: string, name: string, bytes: () => Buffer, says: object][] = [
    ['a photograph', '照片.jpeg', () => photo, { kind_says: '照片', no_preview: null }],
    [
      'a photograph that moves: the phone put a film behind it',
      '动图.jpg',
      () => Buffer.concat([photo, media('mp42', 'vide')]),
      { no_preview: null },
    ],
    [
      'one whose film has by chance the four bytes of a program in it',
      '动图2.jpg',
      () => {
        const film = media('mp42', 'vide')
        const chance = Buffer.alloc(16)
        chance.writeUInt32BE(16)
        chance.write('free', 4)
        chance.write('MZ\x90\x00', 10, 'latin1')
        return Buffer.concat([photo, film, chance])
      },
      { no_preview: null },
    ],
    ['a picture of a screen', '截图.PNG', () => shot, {}],
    ['an iPhone’s photograph', 'IMG_1.HEIC', () => HEIC, {}],
    ['a scanned contract', '合同.pdf', () => pdf('', 2), { no_preview: null }],
    ['a contract in Word', '合同.docx', () => docx(), { no_preview: expect.stringContaining('下载') }],
    [
      'a Word file with a link one may click',
      '链接.docx',
      () =>
        docx({
          name: 'word/_rels/document.xml.rels',
          bytes: Buffer.from(
            '<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.cn" TargetMode="External"/></Relationships>',
          ),
        }),
      {},
    ],
    ['an account book', '流水.xlsx', () => xlsx(), {}],
    ['a film', '经过.mp4', () => media('isom', 'vide', 'soun'), {}],
    ['a recording', '录音.m4a', () => media('M4A', 'soun'), {}],
    ['a recording whose phone calls it a film', '录音2.m4a', () => media('mp42', 'soun'), {}],
    ['an old recorder’s file', '录音.wav', () => wav(), {}],
    ['an older one’s', '录音.amr', () => amr(), {}],
    ['words', '聊天.txt', () => Buffer.from('他说：年底还，一共 3<5 千。'), {}],
    ['words in the national code', '旧.txt', () => Buffer.from([0xbd, 0xe8, 0xcc, 0xf5]), {}],
    [
      'a stand-in for a PDF that runs a script is kept, and not shown',
      '表.pdf',
      () => pdf('/OpenAction<</S/JavaScript/JS(app.alert(1))>>'),
      { no_preview: expect.stringContaining('脚本') },
    ],
    [
      'one whose script hides a letter',
      '表2.pdf',
      () => pdf('/OpenAction<</S/J#61vaScript/JS(1)>>'),
      { no_preview: expect.stringContaining('脚本') },
    ],
    [
      'one that starts a program',
      '表3.pdf',
      () => pdf('/OpenAction<</S/Launch/F(cmd.exe)>>'),
      { no_preview: expect.stringContaining('脚本') },
    ],
    [
      'one with a file in it',
      '表4.pdf',
      () => pdf('/Names<</EmbeddedFiles 9 0 R>>'),
      { no_preview: expect.stringContaining('附件') },
    ],
    [
      'one whose script is packed away',
      '表5.pdf',
      () => {
        const [head, tail] = pdf().toString('latin1').split('trailer')
        return Buffer.concat([
          Buffer.from(head ?? '', 'latin1'),
          packedObjects('<</S/JavaScript/JS(1)>>'),
          Buffer.from(`trailer${tail}`, 'latin1'),
        ])
      },
      { no_preview: expect.stringContaining('脚本') },
    ],
  ]
  test.each(good)('%s', async (_, name, bytes, says) => {
    expect(await send(name, bytes())).toMatchObject({ status: 200, body: { state: 'sound', refused: null, ...says } })
  })
})

const STAND_IN = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
const external = (type: string) => ({
  name: 'word/_rels/settings.xml.rels',
  bytes: Buffer.from(
    `<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://10.0.0.1/t.dotm" TargetMode="External"/></Relationships>`,
  ),
})
const rels = (words: string, code: BufferEncoding = 'utf8') =>
  docx({ name: 'word/_rels/settings.xml.rels', bytes: Buffer.from(words, code) })
const TEMPLATE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate'
const SYMLINK = 0o120777 * 2 ** 16

describe('what harms, deceives or is broken is not taken, and is told why', () => {
  const bad: [what: string, name: string, bytes: () => Buffer, code: string][] = [
    ['nothing at all', '空.jpg', () => Buffer.alloc(0), 'file_empty'],
    ['a program', '看我.exe', () => Buffer.from('MZ'), 'file_kind_unknown'],
    ['a page', '页.html', () => Buffer.from('<html>'), 'file_kind_unknown'],
    ['a picture that is a page', '图.svg', () => Buffer.from(svg), 'file_kind_unknown'],
    ['a script', '跑.js', () => Buffer.from('alert(1)'), 'file_kind_unknown'],
    ['an archive', '包.zip', () => zip([]), 'file_kind_unknown'],
    ['a packed file that unpacks to itself', '自己.gz', () => gzipSync('x'), 'file_kind_unknown'],
    ['Word with programs in it', '宏.docm', () => docx(), 'file_kind_unknown'],
    ['a name without an ending', '没有后缀', () => photo, 'file_kind_unknown'],
    ['a name that turns itself around', 'fdp.借条\u202Egpj.exe.jpg', () => photo, 'file_name_odd'],
    ['a name that climbs', '../../etc/passwd.txt', () => Buffer.from('x'), 'file_name_odd'],
    ['a name with nothing to be seen in it', '借\u200B条.jpg', () => photo, 'file_name_odd'],
    [
      'a program called a photograph',
      '照片.jpg',
      () => Buffer.from('MZ\x90\x00'.padEnd(500, '\0'), 'latin1'),
      'file_not_what_name_says',
    ],
    ['a page called a photograph', '照片.jpg', () => Buffer.from(`<html>${svg}</html>`), 'file_not_what_name_says'],
    ['a PNG called JPEG', '照片.jpg', () => shot, 'file_not_what_name_says'],
    ['a PDF called Word', '合同.docx', () => pdf(), 'file_not_what_name_says'],
    [
      'a zip that is no Word',
      '合同.docx',
      () => zip([{ name: 'a.txt', bytes: Buffer.from('x') }]),
      'file_not_what_name_says',
    ],
    ['Excel called Word', '合同.docx', () => xlsx(), 'file_not_what_name_says'],
    [
      'noise called words',
      '字.txt',
      () => Buffer.concat([Buffer.from([0, 1, 2, 0xff]), randomBytes(64)]),
      'file_not_what_name_says',
    ],
    ['a film called a recording', '录音.m4a', () => media('isom', 'vide', 'soun'), 'file_not_what_name_says'],
    ['a photograph cut off', '半.jpg', () => photo.subarray(0, photo.length - 400), 'file_broken'],
    ['a photograph of noise', '坏.jpg', () => Buffer.concat([photo.subarray(0, 20), randomBytes(900)]), 'file_broken'],
    ['a screen cut off', '半.png', () => shot.subarray(0, shot.length - 30), 'file_broken'],
    ['a PDF cut off', '半.pdf', () => pdf().subarray(0, 120), 'file_broken'],
    ['a Word file cut off', '半.docx', () => docx().subarray(0, 200), 'file_broken'],
    ['a film cut off', '半.mp4', () => media('isom', 'vide').subarray(0, 100), 'file_broken'],
    [
      'a film whose boxes lie',
      '假.mp4',
      () => {
        const film = media('isom', 'vide')
        film.writeUInt32BE(0x7fffffff, 16)
        return film
      },
      'file_broken',
    ],
    ['a film of nothing', '空.mp4', () => media('isom'), 'file_broken'],
    ['an HEIC cut off', '半.heic', () => HEIC.subarray(0, 380), 'file_broken'],
    ['a recording cut off', '半.wav', () => wav().subarray(0, 100), 'file_broken'],
    [
      'frames that are none',
      '坏.amr',
      () => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(50, 0x50)]),
      'file_broken',
    ],
    [
      'a photograph that is an archive as well',
      '两样.jpg',
      () => Buffer.concat([photo, zip([{ name: 'x', bytes: Buffer.from('y') }])]),
      'file_two_kinds',
    ],
    [
      'a photograph that is a page as well',
      '两样.jpg',
      () => Buffer.concat([photo, Buffer.from(`<script>alert(1)</script>`)]),
      'file_two_kinds',
    ],
    [
      'a photograph with a page in its remark',
      '两样.jpg',
      () => {
        const remark = Buffer.from('\xff\xfe\x00\x1b<script>alert(1)</script>', 'latin1')
        return Buffer.concat([photo.subarray(0, 2), remark, photo.subarray(2)])
      },
      'file_two_kinds',
    ],
    [
      'a screen with a program behind it',
      '两样.png',
      () => Buffer.concat([shot, Buffer.from('MZ\x90\x00', 'latin1')]),
      'file_two_kinds',
    ],
    ['a PDF that is an archive as well', '两样.pdf', () => Buffer.concat([pdf(), zip([])]), 'file_two_kinds'],
    [
      'a PDF that begins as a page',
      '两样.pdf',
      () => Buffer.from(pdf().toString('latin1').replace('1.5\n', '1.5\n<script>x</script>\n'), 'latin1'),
      'file_two_kinds',
    ],
    ['words that are a page', '页.txt', () => Buffer.from(svg), 'file_two_kinds'],
    ['65,000 by 65,000 in one megabyte of nothing', '大.png', () => hugePng(65_000, 65_000), 'file_too_many_pixels'],
    [
      'an HEIC that says it is huge',
      '大.heic',
      () => {
        const huge = Buffer.from(HEIC)
        huge.writeUInt32BE(60_000, huge.indexOf('ispe') + 8)
        huge.writeUInt32BE(60_000, huge.indexOf('ispe') + 12)
        return huge
      },
      'file_too_many_pixels',
    ],
    [
      'a Word file that unpacks a thousandfold',
      '炸.docx',
      () => docx({ name: 'word/media/a.bin', bytes: Buffer.alloc(20_000_000) }),
      'file_too_big_inside',
    ],
    [
      'one whose directory tells less than there is',
      '炸.docx',
      () => docx({ name: 'word/media/a.bin', bytes: Buffer.alloc(2_000_000), claims: 10 }),
      'file_broken',
    ],
    [
      'one whose lines share their bytes, as the bombs of 42 kilobytes do',
      '炸.docx',
      () => {
        const bytes = randomBytes(20_000)
        return docx(
          ...Array.from({ length: 300 }, (_, nth) => ({ name: `word/media/${nth}.bin`, bytes, stored: true, at: 0 })),
        )
      },
      'file_too_big_inside',
    ],
    [
      'one of a great many parts',
      '多.docx',
      () => docx(...Array.from({ length: 3_200 }, (_, nth) => ({ name: `word/${nth}.xml` }))),
      'file_too_big_inside',
    ],
    [
      'one with a way out of its folder',
      '逃.docx',
      () => docx({ name: '../../../etc/cron.d/x', bytes: Buffer.from('x') }),
      'file_broken',
    ],
    [
      'one with a link to elsewhere on the disc',
      '连.docx',
      () => docx({ name: 'word/x', bytes: Buffer.from('/etc/passwd'), attributes: SYMLINK }),
      'file_with_program',
    ],
    [
      'one with a program in it',
      '宏.docx',
      () => docx({ name: 'word/vbaProject.bin', bytes: Buffer.from('x') }),
      'file_with_program',
    ],
    ['one that fetches a template', '模.docx', () => docx(external('attachedTemplate')), 'file_with_program'],
    [
      'one that fetches a template, with a bracket in its address',
      '模1.docx',
      () =>
        rels(
          `<Relationships><Relationship Id="r" Target="http://x/?>" TargetMode="External" Type="${TEMPLATE}"/></Relationships>`,
        ),
      'file_with_program',
    ],
    [
      'one whose address speaks of a link one may click',
      '模2.docx',
      () =>
        rels(
          `<Relationships><Relationship Target="http://x/?Type='/hyperlink'" TargetMode="External" Type="${TEMPLATE}"/></Relationships>`,
        ),
      'file_with_program',
    ],
    [
      'one that hides a letter of where it fetches from',
      '模3.docx',
      () =>
        rels(
          `<Relationships><Relationship Target="http://x" TargetMode="&#69;xternal" Type="${TEMPLATE}"/></Relationships>`,
        ),
      'file_with_program',
    ],
    [
      'one that calls its elements otherwise',
      '模4.docx',
      () =>
        rels(
          `<r:Relationships xmlns:r="x"><r:Relationship Target="http://x" TargetMode="External" Type="${TEMPLATE}"/></r:Relationships>`,
        ),
      'file_with_program',
    ],
    [
      'one written in another code',
      '模5.docx',
      () =>
        rels(
          `\ufeff<Relationships><Relationship Target="http://x" TargetMode="External" Type="${TEMPLATE}"/></Relationships>`,
          'utf16le',
        ),
      'file_not_what_name_says',
    ],
    [
      'a recording with a page behind it',
      '录.wav',
      () => Buffer.concat([wav(), Buffer.from('<script>alert(1)</script>')]),
      'file_two_kinds',
    ],
    ['a recording that is an archive as well', '录2.wav', () => Buffer.concat([wav(), zip([])]), 'file_two_kinds'],
    [
      'a photograph with an archive in its film',
      '动.jpg',
      () => Buffer.concat([photo, media('mp42', 'vide'), zip([{ name: 'x', bytes: Buffer.from('y') }])]),
      'file_two_kinds',
    ],
    ['one that fetches a picture', '图.docx', () => docx(external('image')), 'file_with_program'],
    [
      'one that reads another file as it is opened',
      '读.docx',
      () =>
        zip([
          { name: '[Content_Types].xml', bytes: Buffer.from('<?xml version="1.0"?><Types/>') },
          {
            name: 'word/document.xml',
            bytes: Buffer.from('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
          },
        ]),
      'file_with_program',
    ],
    [
      'one under a password',
      '锁.docx',
      () => docx({ name: 'word/a.xml', bytes: Buffer.from('x'), encrypted: true }),
      'file_locked',
    ],
    ['what every scanner knows', '毒.txt', () => Buffer.from(STAND_IN), 'file_virus'],
  ]
  test.each(bad)('%s', async (_, name, bytes, code) => {
    const sent = await send(name, bytes())
    expect(sent, JSON.stringify(sent.body)).toMatchObject({ status: 422, code })
    expect(sent.body.title).toMatch(/\p{Script=Han}.*。$/u)
    expect(sent.body.detail).toMatch(/请|能收的/)
  })

  test('a file larger than any may be is told so before a byte is sent', async () => {
    expect(await office.begin(file, '整晚.mp4', 600 * 1024 * 1024)).toMatchObject({
      status: 422,
      code: 'file_too_large',
    })
  })

  test('a document larger than any may be as well', async () => {
    expect(await office.begin(file, '合同.pdf', 101 * 1024 * 1024)).toMatchObject({ code: 'file_too_large' })
    const film = await office.begin(file, '经过.mp4', 101 * 1024 * 1024)
    expect(film.status).toBe(201)
    await office.ask('POST', `${office.base(file)}/${film.body.id}/drop`, {})
  })

  test('a disc that takes no more is told as such, and never as a broken file', async () => {
    const path = join(world.files.waiting, 'whole.jpg')
    writeFileSync(path, photo)
    // A folder that cannot be written to stands for a disc that is full.
    const folder = join(world.files.waiting, 'not', 'there')
    await expect(world.files.checker.ask('check', { path, kind: 'jpeg', folder })).rejects.toMatchObject({
      reason: 'failed',
    })
  })

  test('a PDF of nothing but one word keeps nobody waiting', async () => {
    const [head, tail] = pdf().toString('latin1').split('trailer')
    const words = Buffer.alloc(8 * 1024 * 1024, '/ObjStm ')
    const bytes = Buffer.concat([Buffer.from(head ?? '', 'latin1'), words, Buffer.from(`trailer${tail}`, 'latin1')])
    const path = join(world.files.waiting, 'words.pdf')
    writeFileSync(path, bytes)
    const folder = join(world.files.waiting, 'words')
    mkdirSync(folder, { recursive: true })
    const found = await world.files.checker.ask('check', { path, kind: 'pdf', folder }, 15_000)
    expect(found.ok).toBe(true)
  })

  test('what was refused says so each time it is asked, and nothing of it is left but its line', async () => {
    const begun = await office.begin(file, '坏.jpg', 10)
    const id = String(begun.body.id)
    await office.piece(file, id, 0, Buffer.alloc(10))
    const told = [await office.finish(file, id), await office.finish(file, id)]
    expect(told.map(({ code }) => code)).toEqual(['file_not_what_name_says', 'file_not_what_name_says'])
    const { body } = await office.ask('GET', `${office.base(file)}/${id}`)
    expect(body).toMatchObject({
      state: 'refused',
      refused: { code: 'file_not_what_name_says', next: expect.stringContaining('请') },
    })
    const { rows } = await world.owner.query(
      "select count(*)::int as n from uploads where state = 'sound' and refused_as is not null",
    )
    expect(rows[0].n).toBe(0)
  })
})

test('some hundreds of bent files: each is answered, the checker goes on, and the server grows by less than it may', async () => {
  const before = process.memoryUsage.rss()
  const seeds: [string, Buffer][] = [
    ['a.jpg', photo],
    ['a.png', shot],
    ['a.heic', HEIC],
    ['a.pdf', pdf()],
    ['a.docx', docx()],
    ['a.mp4', media('isom', 'vide')],
    ['a.wav', wav()],
    ['a.amr', amr()],
  ]
  let seed = 7
  const dice = (sides: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % sides
  }
  const folder = join(world.files.waiting, 'bent')
  mkdirSync(folder, { recursive: true })
  for (let nth = 0; nth < 240; nth += 1) {
    const [name, bytes] = seeds[nth % seeds.length] as [string, Buffer]
    const bent = Buffer.from(bytes)
    for (let flips = 0; flips < 1 + dice(6); flips += 1) bent[dice(bent.length)] = dice(256)
    const path = join(folder, 'x')
    writeFileSync(path, dice(4) === 0 ? bent.subarray(0, dice(bent.length)) : bent)
    const kind = ({ jpg: 'jpeg' } as Record<string, string>)[name.slice(2)] ?? name.slice(2)
    const found = await world.files.checker.ask('check', { path, kind: kind as 'jpeg', folder })
    expect(typeof found.ok).toBe('boolean')
  }
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 1024 * 1024)
})

describe('where a scanner is set up', () => {
  let scanner: Server
  let says = 'stream: OK'
  const heard: Buffer[] = []
  const path = () => join(world.dataDir, `clamd-${process.pid}.sock`)
  beforeAll(async () => {
    const answer = (socket: Socket) => {
      const got: Buffer[] = []
      socket.on('data', (piece) => {
        got.push(piece)
        const all = Buffer.concat(got)
        if (!all.subarray(-4).equals(Buffer.alloc(4))) return
        heard.push(all)
        socket.end(`${says}\0`)
      })
    }
    scanner = createServer(answer)
    await new Promise<void>((done) => scanner.listen(path(), done))
    world.files.scanner = path()
  })
  afterAll(() => {
    scanner.close()
    world.files.scanner = null
  })

  test('it is shown every byte, and what it knows is not taken', async () => {
    const bytes = Buffer.from(`年底还 ${randomBytes(8).toString('hex')}`)
    expect(await send('好.txt', bytes)).toMatchObject({ status: 200 })
    const shown = heard.at(-1) ?? Buffer.alloc(0)
    expect(shown.subarray(0, 10).toString()).toBe('zINSTREAM\0')
    expect(shown.readUInt32BE(10)).toBe(bytes.length)
    expect(shown.subarray(14, 14 + bytes.length).equals(bytes)).toBe(true)
    says = 'stream: Some.Virus FOUND'
    expect(await send('坏.txt', Buffer.from('年底还'))).toMatchObject({ status: 422, code: 'file_virus' })
    says = 'INSTREAM size limit exceeded. ERROR'
    expect(await send('长.txt', Buffer.from('年底还'))).toMatchObject({ status: 422, code: 'file_too_large_to_scan' })
    says = 'stream: OK'
  })

  test('where it does not answer nothing is taken as clean: it is asked again later, and nothing is sent twice', async () => {
    world.files.scanner = join(world.dataDir, 'nobody.sock')
    const bytes = Buffer.from('年底还')
    const begun = await office.begin(file, '等.txt', bytes.length)
    const id = String(begun.body.id)
    await office.piece(file, id, 0, bytes)
    expect(await office.finish(file, id)).toMatchObject({ status: 503, code: 'scanner_away' })
    world.files.scanner = path()
    expect(await office.finish(file, id)).toMatchObject({ status: 200, body: { state: 'sound' } })
  })
})
