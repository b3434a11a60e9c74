import { sourceWords } from '../../../lib/sync/failingSources';
import type { SourceReport } from '../../../lib/sync/syncView';

/** Sources that failed; another one may have answered in their place. */
export const SourceTroubles = ({ sources }: { sources: SourceReport[] }) => (
	<>
		{sources
			.filter(({ isOk }) => !isOk)
			.map(({ source, error }) => (
				<small>
					{sourceWords[source]}: {error?.message ?? 'It did not answer.'}{' '}
					{error && <code>{error.code}</code>}
				</small>
			))}
	</>
);
