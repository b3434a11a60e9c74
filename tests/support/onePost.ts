import type { SandboxView } from './sandboxView';

/** TikTok has this user's video once, and no rule of its was broken. */
export async function expectOnePost(sandbox: SandboxView, username: string): Promise<void> {
	const { posts, violations } = await sandbox.state(username);
	expect({ posts: posts.length, violations }).toEqual({ posts: 1, violations: [] });
}
