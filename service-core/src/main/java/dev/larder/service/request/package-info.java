/** Which request something is done for. */
package dev.larder.service.request;
