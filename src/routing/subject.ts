import type { NoticeSubject } from '../domain/notice.ts'
import type { Notification } from '../domain/notification.ts'

/** What a message is about, for a notice that names it. */
export const subjectOf = (notification: Notification): NoticeSubject => {
  switch (notification.kind) {
    case 'alert': {
      const { alert, others, reason } = notification
      return {
        kind: 'alert',
        rules: [...new Set([alert, ...others].map(({ rule }) => rule))],
        reason,
      }
    }
    case 'digest':
      return { kind: 'digest', day: notification.day }
    case 'report':
      return { kind: 'report' }
    case 'system':
      return { kind: 'notice', notice: notification.notice }
  }
}
