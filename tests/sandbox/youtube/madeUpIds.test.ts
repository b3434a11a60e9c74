import { Catalogue } from '../../../sandbox/youtube/channels/catalogue';
import { samples } from '../../services/youtube/youtubeBench';

let nowMs = Date.parse('2026-11-28T12:00:00Z');

async function started(): Promise<Catalogue> {
	return new Catalogue(await samples('small'), () => nowMs);
}

test('after a restart the same handle is the same channel, and no other has its id', async () => {
	const [before, after] = [await started(), await started()];
	const ana = before.addChannel({ handle: '@ana' });
	expect(after.addChannel({ handle: '@bea' }).id).not.toBe(ana.id);
	expect(after.addChannel({ handle: '@Ana' }).id).toBe(ana.id);
	expect(before.addChannel().id).not.toBe(after.addChannel().id);
	const earlier = before.addVideo(ana.id);
	nowMs++;
	expect(after.addVideo(ana.id).id).not.toBe(earlier.id);
});

test('a handle that was given up makes another channel', async () => {
	const catalogue = await started();
	const { id } = catalogue.addChannel({ handle: '@ana' });
	catalogue.changeChannel(id, { handle: '@anna' });
	expect(catalogue.addChannel({ handle: '@ana' }).id).not.toBe(id);
});
