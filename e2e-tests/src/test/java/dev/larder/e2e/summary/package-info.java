/** What projects say of themselves, and pages don't. */
package dev.larder.e2e.summary;
