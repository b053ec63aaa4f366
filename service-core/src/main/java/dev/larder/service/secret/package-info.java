/** What services know each other by. */
package dev.larder.service.secret;
