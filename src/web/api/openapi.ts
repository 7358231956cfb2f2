import { z } from 'zod'
import type { ApiRoute } from './routes-table.ts'
import * as schemas from './schemas.ts'

const json = (schema: z.ZodType) => ({
  'application/json': { schema: z.toJSONSchema(schema, { target: 'draft-2020-12' }) },
})

const answer = (description: string, schema: z.ZodType) => ({
  description,
  content: json(schema),
})

const parameters = ({ path, query }: ApiRoute) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  ...Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  })),
]

const refusals = {
  401: answer('No token, or a wrong one', schemas.problem),
  429: answer('Too many wrong tokens', schemas.problem),
}

const operation = (route: ApiRoute) => ({
  summary: route.summary,
  parameters: parameters(route),
  responses: {
    200: answer('OK', route.schema),
    ...(route.path.includes('{') ? { 404: answer('Not there', schemas.problem) } : {}),
    ...refusals,
  },
})

const addSilence = {
  summary: 'Silences what matches, from now on',
  requestBody: { required: true, content: json(schemas.silenceAsked) },
  responses: {
    201: answer('Silenced', schemas.silence),
    400: answer('Not a silence', schemas.problem),
    ...refusals,
  },
}

const endSilence = {
  summary: 'Ends a silence now',
  parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
  responses: {
    204: { description: 'Ended' },
    404: answer('Not there', schemas.problem),
    ...refusals,
  },
}

/** The API's description in OpenAPI 3.1, made from the same table as its routes. */
export const openapi = (routes: readonly ApiRoute[], basePath: string, version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Lookout',
    version,
    description: 'What the page shows, as JSON. Times are epoch milliseconds, UTC.',
  },
  servers: [{ url: `${basePath}/api/v1` }],
  security: [{ token: [] }],
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
  paths: {
    ...Object.fromEntries(
      routes.map((route) => [
        route.path,
        {
          get: operation(route),
          ...(route.path === '/silences' ? { post: addSilence } : {}),
        },
      ]),
    ),
    '/silences/{id}': { delete: endSilence },
  },
})
