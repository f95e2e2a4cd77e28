import type { FastifyInstance } from 'fastify'
import {
  dropTemplate,
  endTemplate,
  formInTemplate,
  paperInTemplate,
  putTemplate,
  releaseTemplate,
  template,
  templateFile,
  templateSample,
  templateStarter,
  templates,
} from '#contract/templates.ts'
import { fileOf } from '../documents/download.ts'
import { formFile } from '../documents/forms.ts'
import { inTurn, whenLeft } from '../documents/turns.ts'
import { serve, staff } from '../http/serve.ts'
import type { World } from '../world.ts'
import { inCountyTemplate, templateBytes, templateStart, templateTried } from './files.ts'
import { templateDropped, templateEnded, templateOf, templatePut, templateReleased, templatesOf } from './templates.ts'

/** A county's own Word templates, and papers in them. */
export function templateRoutes(app: FastifyInstance, world: World): void {
  serve(app, world, templates, ({ asker }) => templatesOf(world, staff(asker)))
  serve(app, world, template, ({ asker, params }) => templateOf(world, staff(asker), params.form))
  serve(app, world, templateStarter, ({ asker, params, reply }) =>
    inTurn(staff(asker), () => templateStart(params.form, whenLeft(reply))),
  )
  serve(app, world, templateFile, ({ params }) => templateBytes(world, params))
  serve(app, world, templateSample, ({ asker, params, reply }) =>
    inTurn(staff(asker), () => templateTried(world, params, whenLeft(reply))),
  )
  serve(app, world, putTemplate, (asked) => templatePut(world, asked))
  serve(app, world, releaseTemplate, (asked) => templateReleased(world, asked))
  serve(app, world, dropTemplate, (asked) => templateDropped(world, asked))
  serve(app, world, endTemplate, (asked) => templateEnded(world, asked))
  serve(app, world, paperInTemplate, ({ asker, params, reply }) =>
    fileOf(world, asker, params, (paper, name) => inCountyTemplate(world, paper, name, whenLeft(reply))),
  )
  serve(app, world, formInTemplate, ({ asker, params, query, reply }) =>
    formFile(world, staff(asker), { ...params, of: query.of }, (paper, name) =>
      inCountyTemplate(world, paper, name, whenLeft(reply)),
    ),
  )
}
