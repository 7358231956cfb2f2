import { createRoute, z } from '@hono/zod-openapi'
import * as schemas from './schemas.ts'

/** Of what a route takes or answers, its description in OpenAPI. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** What every route may answer instead. */
export const refusals = {
  400: json(schemas.problem, 'Not a request that this route takes'),
  401: json(schemas.problem, 'No token, or a wrong one'),
  403: json(schemas.problem, 'Unknown host name, or sent from another site'),
  429: json(schemas.problem, 'Too many wrong tokens'),
  500: json(schemas.problem, "Something went wrong; see Lookout's log"),
}

/** What is not there is answered the same everywhere. */
export const notThere = { error: 'not found' } as const

/** A parameter of the address. One that makes no sense is passed over, as on the page: shared links go on working. */
export const parameter = (description: string) => z.string().optional().openapi({ description })

/** A route that lists something. */
export const listRoute = <P extends string, T extends z.ZodType, Q extends z.ZodRawShape>(
  path: P,
  summary: string,
  schema: T,
  query: Q,
) =>
  createRoute({
    method: 'get',
    path,
    summary,
    request: { query: z.object(query) },
    responses: { 200: json(schema, 'OK'), ...refusals },
  })

/** A route about one thing, named in the path, which may not be there. */
export const oneRoute = <
  P extends string,
  N extends z.ZodRawShape,
  T extends z.ZodType,
  Q extends z.ZodRawShape,
>(
  path: P,
  named: N,
  summary: string,
  schema: T,
  query: Q,
) =>
  createRoute({
    method: 'get',
    path,
    summary,
    request: { params: z.object(named), query: z.object(query) },
    responses: { 200: json(schema, 'OK'), 404: json(schemas.problem, 'Not found'), ...refusals },
  })
