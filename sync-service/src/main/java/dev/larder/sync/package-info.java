package dev.larder.sync;
