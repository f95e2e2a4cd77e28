/** 照测试用的案卷重新写出本县模板页上的样张 src/server/templates/samples.json。用法：node scripts/make-template-samples.ts（是否过期由测试检查） */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { samplePapers } from '#test/template-samples.ts'

const path = join(import.meta.dirname, '../src/server/templates/samples.json')
writeFileSync(path, JSON.stringify(samplePapers()))
execFileSync(join(import.meta.dirname, '../node_modules/.bin/biome'), ['format', '--write', path], { stdio: 'inherit' })
