/** What the adapters of {@code service-core} promise, whatever their framework. */
package dev.larder.service.contract;
