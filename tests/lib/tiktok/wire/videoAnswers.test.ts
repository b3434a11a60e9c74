import { videoListAnswer } from '../../../../lib/tiktok/wire/videoAnswers';

test('an empty video list is a list', () => {
	expect(videoListAnswer.parse({ data: {} })).toEqual({ videos: [], cursor: 0, hasMore: false });
});
