/** The sample Shorts on the sandbox's YouTube. */
export const short = 'kX3u7Rn_s0Q';
export const otherShort = 'vP9_at15fps';
export const thirdShort = 'T3h_m1nutes';
/** Too wide and too long: its repost fails. */
export const noShort = 'w1de_Scr33n';

/** The node's parameters for starting reposts; each item says which video and caption. */
export const start = {
	resource: 'repost',
	operation: 'start',
	video: '={{ $json.video }}',
	ownContent: true,
	posting: '={{ $json.posting || "inbox" }}',
	privacy: 'SELF_ONLY',
	caption: '={{ $json.caption }}',
	ifReposted: 'return',
	additionalFields: {},
	simplify: true,
};

export const startAndWait = { ...start, operation: 'startAndWait', waitHours: 1 };

/** 'Continue on fail'. */
export const onward = 'continueRegularOutput';
