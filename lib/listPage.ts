import { z } from 'zod';

/** One page of a list as the API tells it; `nextCursor` is null on the last. */
export const listPage = <Item extends z.ZodType>(item: Item) =>
	z.object({ items: z.array(item), nextCursor: z.string().nullable() });
