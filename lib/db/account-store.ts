/** People, workspaces and who belongs where. The tables of better-auth are written here only for what it has no call for. */
import type { Database } from "./database";

export interface MembershipRow {
  workspaceId: string;
  userId: string;
  role: string;
}
export interface OwnerRow {
  userId: string;
  workspaceId: string;
  hasPassword: boolean;
}
export interface ProfileRow {
  name: string;
  email: string;
  passwordHash: string | null;
}

/** How better-auth names an account that signs in by password. */
const PASSWORD_PROVIDER = "credential";

export function createAccountStore({ prisma }: Database) {
  return {
    membershipOf: (userId: string): Promise<MembershipRow | null> =>
      prisma.membership.findFirst({ where: { userId }, orderBy: { createdAt: "asc" } }),

    /** The owner of the oldest workspace; null before the first start. */
    async firstOwner(): Promise<OwnerRow | null> {
      const membership = await prisma.membership.findFirst({
        where: { role: "owner" },
        orderBy: { createdAt: "asc" },
        include: { user: { include: { accounts: { where: { providerId: PASSWORD_PROVIDER } } } } },
      });
      if (membership === null) return null;
      const { userId, workspaceId, user } = membership;
      return { userId, workspaceId, hasPassword: user.accounts.some((account) => account.password !== null) };
    },

    /** Workspace, owner and membership at once. Two processes that start together make one of each. */
    createFirstOwner: (ids: { userId: string; workspaceId: string; email: string }): Promise<void> =>
      prisma.$transaction(async (tx) => {
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('hookline first owner'))`;
        if ((await tx.membership.count()) > 0) return;
        await tx.workspace.create({ data: { id: ids.workspaceId, name: "My workspace" } });
        await tx.user.create({
          data: { id: ids.userId, name: "Owner", email: ids.email, emailVerified: true },
        });
        await tx.membership.create({
          data: { workspaceId: ids.workspaceId, userId: ids.userId, role: "owner" },
        });
      }),

    keepVerification: (entry: NewVerification) => keepVerification(prisma, entry),

    workspace: (workspaceId: string) => prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } }),

    async profile(userId: string): Promise<ProfileRow | null> {
      const user = await prisma.user.findUnique({
        where: { id: userId },
        include: { accounts: { where: { providerId: PASSWORD_PROVIDER } } },
      });
      if (user === null) return null;
      return { name: user.name, email: user.email, passwordHash: user.accounts[0]?.password ?? null };
    },
    setProfile: (entry: NewProfile): Promise<boolean> => setProfile(prisma, entry),
  };
}

interface NewVerification {
  /** What the identifiers of its kind begin with. */
  prefix: string;
  /** Whether a stored one may stay. */
  fits: (stored: { id: string; identifier: string; value: string }) => boolean;
  /** Stored, and every other of its kind ended, where none may stay. */
  fresh: { id: string; identifier: string; value: string };
  expiresAt: Date;
}

/** The id of the one link of its kind: of the one that is still good, whose time starts anew, else of `fresh`. Processes that start together agree on one. */
const keepVerification = (prisma: Database["prisma"], entry: NewVerification): Promise<string> =>
  prisma.$transaction(async (tx) => {
    const { prefix, fits, fresh, expiresAt } = entry;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`hookline ${prefix}`}))`;
    const stored = await tx.verification.findMany({
      where: { identifier: { startsWith: prefix }, expiresAt: { gt: new Date() } },
    });
    const good = stored.find(fits);
    if (good !== undefined) {
      // None is updated where it was used meanwhile.
      const { count } = await tx.verification.updateMany({ where: { id: good.id }, data: { expiresAt } });
      if (count === 1) return good.id;
    }
    await tx.verification.deleteMany({ where: { identifier: { startsWith: prefix } } });
    await tx.verification.create({ data: { ...fresh, expiresAt } });
    return fresh.id;
  });

interface NewProfile {
  userId: string;
  accountId: string;
  name: string;
  email: string;
  passwordHash: string;
  keepSessionToken: string | null;
}

/** False where another person has that address. Sessions other than `keepSessionToken` end: a new password locks others out. */
const setProfile = (prisma: Database["prisma"], entry: NewProfile): Promise<boolean> =>
  prisma.$transaction(async (tx) => {
    const { userId, name, email, passwordHash } = entry;
    if (await tx.user.findFirst({ where: { email, id: { not: userId } } })) return false;
    await tx.user.update({ where: { id: userId }, data: { name, email } });
    const changed = await tx.account.updateMany({
      where: { userId, providerId: PASSWORD_PROVIDER },
      data: { password: passwordHash },
    });
    if (changed.count === 0)
      await tx.account.create({
        data: {
          id: entry.accountId,
          accountId: userId,
          providerId: PASSWORD_PROVIDER,
          userId,
          password: passwordHash,
        },
      });
    await tx.session.deleteMany({ where: { userId, token: { not: entry.keepSessionToken ?? "" } } });
    return true;
  });
