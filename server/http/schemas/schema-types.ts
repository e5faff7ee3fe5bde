import type {
  FastifyPluginAsync,
  FastifyPluginOptions,
  FastifyTypeProvider,
  RawServerDefault,
} from 'fastify';
import type { XStatic } from 'typebox/schema';
import type { PathSchema } from './responses.ts';

/** What a schema allows, as a type. Of TypeBox these are types alone: nothing of it is loaded when a server starts. */
export type Allowed<Schema> = XStatic<Schema>;

/** The parts of a path are text; what else a route takes is what its schema allows. */
interface TypesBySchema extends FastifyTypeProvider {
  readonly validator: this['schema'] extends PathSchema<infer Part>
    ? Readonly<Record<Part, string>>
    : Allowed<this['schema']>;
}

/** Routes whose handlers know the types of their bodies and of the parts of their paths from their schemas. */
export type TypedRoutes = FastifyPluginAsync<FastifyPluginOptions, RawServerDefault, TypesBySchema>;
